// Keeps a list of where the keyboard goes: the body of a function that returns how many stops there are
// to be. What the list shows is asked of `sightlineStops()`.
const sees = (element) => element.checkVisibility({ visibilityProperty: true });
const told = (element) => element.localName + (element.id ? `#${element.id}` : "")
  + `"${(element.getAttribute("aria-label") ?? element.textContent ?? "").trim().slice(0, 30)}"`;
const isScroller = (element) => {
  const style = getComputedStyle(element);
  return /auto|scroll/.test(style.overflowX + style.overflowY)
    && (element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight);
};
const expected = [...document.querySelectorAll(
  "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]")]
  .filter((element) => element.tabIndex >= 0 && !element.disabled && sees(element))
  // Of a group of radio buttons the chosen one.
  .filter((element) => element.type !== "radio" || element.checked);
const stops = [];
const wrong = [];
for (const element of document.querySelectorAll("[tabindex]")) {
  if (element.tabIndex > 0) wrong.push(`${told(element)} has a tabindex above 0`);
}
document.addEventListener("focusin", (event) => {
  const element = event.target;
  stops.push(element);
  const style = getComputedStyle(element);
  const hasOutline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  if (!hasOutline && style.boxShadow === "none") wrong.push(`${told(element)}: its focus cannot be seen`);
  const frame = element.getBoundingClientRect();
  if (frame.width < 2 || frame.height < 2) wrong.push(`${told(element)}: focused and cannot be seen`);
});
window.sightlineStops = () => {
  const extra = stops.filter((element) => !expected.includes(element) && !isScroller(element));
  const found = stops.filter((element) => expected.includes(element));
  for (const element of extra) wrong.push(`${told(element)} is focused unexpectedly`);
  for (let i = 0; i < expected.length; i += 1) {
    if (found[i] !== expected[i]) {
      wrong.push(`stop ${i + 1} is ${found[i] ? told(found[i]) : "missing"}, not ${told(expected[i])}`);
      break;
    }
  }
  return wrong;
};
return expected.length + [...document.querySelectorAll("body *")]
  .filter((element) => isScroller(element) && element.tabIndex < 0).length;
