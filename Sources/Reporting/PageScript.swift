/// The HTML report's script: the filters. Plain JavaScript, no library, nothing is loaded.
enum PageScript {
  static let text = #"""

    (() => {
      "use strict";
      const form = document.querySelector(".filters");
      const output = form.querySelector("output");
      const noMatch = document.getElementById("nomatch");
      const parts = [...document.querySelectorAll("table.parts tbody tr")].map((row) => ({
        row,
        card: row.dataset.card ? document.getElementById(row.dataset.card) : null,
        verdict: row.dataset.v,
        classes: (row.dataset.c || "").split(" "),
        key: [...row.querySelectorAll(".key")].map((e) => e.textContent).join("\n").toLowerCase(),
      }));
      const grouped = (n) =>
        String(n).replace(/\B(?=(\d{3})+$)/g, () => output.dataset.separator);

      function apply() {
        const verdicts = new Set(
          [...form.querySelectorAll("[name=verdict]:checked")].map((e) => e.value));
        const wanted = form.elements.class.value;
        const words = form.elements.text.value.toLowerCase().split(/\s+/).filter(Boolean);
        let shown = 0;
        for (const part of parts) {
          const fits = verdicts.has(part.verdict)
            && (wanted === "" || part.classes.includes(wanted))
            && words.every((word) => part.key.includes(word));
          shown += fits;
          if (part.row.hidden !== !fits) part.row.hidden = !fits;
          if (part.card && part.card.hidden !== !fits) part.card.hidden = !fits;
        }
        output.textContent = output.dataset.text
          .replace("{0}", () => grouped(shown)).replace("{1}", () => grouped(parts.length));
        noMatch.hidden = shown > 0 || parts.length === 0;
      }

      let pending = 0;
      const later = () => {
        cancelAnimationFrame(pending);
        pending = requestAnimationFrame(apply);
      };
      form.addEventListener("input", later);
      form.addEventListener("reset", later);
      form.addEventListener("submit", (event) => event.preventDefault());
      document.documentElement.classList.add("js");
      apply();
    })();

    """#
}
