"use strict";
// Reviewing by keyboard. Keys count where nothing is being written.
(() => {
  const form = document.getElementById("decide");
  const reason = document.getElementById("reason");
  const decisions = { a: "accept", r: "reject", u: "unsure" };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const isWriting = event.target.matches("input, textarea, select");
    if (isWriting) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const key = event.key.toLowerCase();
    if (form && decisions[key]) {
      form.querySelector(`button[value=${decisions[key]}]`).click();
    } else if (key === "w" && reason) {
      reason.focus();
    } else if (key === "j") {
      document.getElementById("next")?.click();
    } else if (key === "k") {
      document.getElementById("previous")?.click();
    } else if (key === "z") {
      const viewer = document.getElementById("viewer");
      viewer?.dispatchEvent(new MouseEvent("dblclick", {
        clientX: viewer.getBoundingClientRect().left + viewer.clientWidth / 2,
        clientY: viewer.getBoundingClientRect().top + viewer.clientHeight / 2,
      }));
    } else {
      return;
    }
    event.preventDefault();
  });
  // A decision is sent once.
  form?.addEventListener("submit", () => {
    setTimeout(() => form.querySelectorAll("button").forEach((button) => { button.disabled = true; }));
  });
})();
