"use strict";
// Keeps what changes on the page up to date: after each event, and now and then for what ages.
(() => {
  const region = document.getElementById("live");
  const state = document.getElementById("live-state");
  const announcement = document.getElementById("announcement");
  if (!region) return;
  let busy = false;
  let again = false;
  let said = "";

  const show = (isOn) => {
    state.textContent = isOn ? state.dataset.on : state.dataset.off;
    state.classList.toggle("on", isOn);
    state.classList.toggle("off", !isOn);
  };

  const refresh = async () => {
    if (busy) { again = true; return; }
    busy = true;
    try {
      const answer = await fetch(region.dataset.fragment, { cache: "no-store" });
      if (answer.status === 401 || answer.status === 403) { location.reload(); return; }
      if (!answer.ok) throw new Error(answer.statusText);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const focused = document.activeElement && region.contains(document.activeElement)
        ? document.activeElement.getAttribute("href") : null;
      region.replaceChildren(...page.body.childNodes);
      if (focused) region.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus();
      const news = region.querySelector("[data-announcement]")?.dataset.announcement ?? "";
      if (announcement && news !== said) { announcement.textContent = news; said = news; }
      show(true);
    } catch {
      show(false);
    }
    // At most four times a second, however fast parts come.
    setTimeout(() => {
      busy = false;
      if (again) { again = false; refresh(); }
    }, 250);
  };

  const events = new EventSource(region.dataset.events);
  events.addEventListener("open", () => show(true));
  events.addEventListener("record", refresh);
  events.addEventListener("alarm", refresh);
  events.addEventListener("error", () => show(false));
  addEventListener("pagehide", () => events.close());
  setInterval(() => { if (!document.hidden) refresh(); }, 15000);
})();
