// What of a page can be checked by looking at it: the body of a function that gets the wanted language
// and whether the page is shown on a phone, and returns sentences about what is wrong.
const [language, isPhone] = arguments;
const problems = [];
const told = (element) => {
  const path = [];
  for (let at = element; at && at !== document.body && path.length < 4; at = at.parentElement) {
    path.unshift(at.localName + (at.id ? `#${at.id}` : "")
      + [...at.classList].map((name) => `.${name}`).join(""));
  }
  return path.join(" > ");
};
const problem = (element, text) => problems.push(`${told(element)}: ${text}`);

// Visible: laid out, and not one of the texts that only screen readers get.
const isShown = (element) => {
  if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
  for (let at = element; at; at = at.parentElement) {
    if (getComputedStyle(at).clipPath === "inset(50%)") return false;
  }
  return true;
};
const textOf = (id) => document.getElementById(id)?.textContent.trim() ?? "";
const nameOf = (element) =>
  (element.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean).map(textOf).join(" ").trim()
  || (element.getAttribute("aria-label") ?? "").trim()
  || [...(element.labels ?? [])].map((label) => label.textContent.trim()).join(" ").trim();

// The document
if (document.documentElement.lang !== language) {
  problem(document.documentElement, `lang is ${document.documentElement.lang}, not ${language}`);
}
for (const element of document.querySelectorAll("[lang]")) {
  if (!["en", "zh-Hans"].includes(element.lang)) problem(element, `lang ${element.lang}`);
}
if (!document.title.trim()) problem(document.documentElement, "no title");
if (document.querySelectorAll("main").length !== 1) problem(document.body, "not exactly one main");
const seen = new Set();
for (const element of document.querySelectorAll("[id]")) {
  if (seen.has(element.id)) problem(element, "this id is there twice");
  seen.add(element.id);
}
for (const name of ["aria-labelledby", "aria-describedby"]) {
  for (const element of document.querySelectorAll(`[${name}]`)) {
    for (const id of element.getAttribute(name).split(/\s+/)) {
      if (!document.getElementById(id)) problem(element, `${name} names ${id}, which is not there`);
    }
  }
}

// Names
for (const element of document.querySelectorAll("input:not([type=hidden]), select, textarea, meter")) {
  if (!nameOf(element)) problem(element, "has no label");
}
for (const element of document.querySelectorAll("button, a[href], summary")) {
  const alternatives = [...element.querySelectorAll("img[alt]")].map((image) => image.alt).join(" ");
  if (!nameOf(element) && !(element.textContent + alternatives).trim()) problem(element, "has no name");
}
for (const element of document.querySelectorAll("[role=region], nav, fieldset, table")) {
  const hasOwn = element.localName === "fieldset" && element.querySelector("legend")
    || element.localName === "table" && (element.caption || element.closest("section[aria-labelledby]"));
  if (!hasOwn && !nameOf(element)) problem(element, "has no name");
}
for (const image of document.querySelectorAll("img")) {
  if (!image.hasAttribute("alt")) problem(image, "has no alt");
  else if (!image.alt && !image.closest("a")?.textContent.trim()) problem(image, "has an empty alt");
}
for (const drawing of document.querySelectorAll("svg")) {
  const isNamed = drawing.getAttribute("role") === "img"
    && (nameOf(drawing) || drawing.querySelector("title")?.textContent.trim());
  if (drawing.closest("[aria-hidden=true]") === null && !isNamed && isShown(drawing)) {
    problem(drawing, "is neither hidden from screen readers nor an image with a name");
  }
}

// Headings: one of the first level, and none deeper than one below the one before.
const headings = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
  .filter((element) => element.checkVisibility());
let level = 0;
for (const heading of headings) {
  const next = Number(heading.localName[1]);
  if (next > level + 1) problem(heading, `comes after a heading of level ${level}`);
  if (!heading.textContent.trim()) problem(heading, "is empty");
  level = next;
}
if (headings.filter((heading) => heading.localName === "h1").length !== 1) {
  problem(document.body, "not exactly one h1");
}

// Contrast (WCAG 2.2, 1.4.3). Colours are painted to read them, whatever way they are written in.
const canvas = document.createElement("canvas");
canvas.width = canvas.height = 1;
const brush = canvas.getContext("2d", { willReadFrequently: true });
const colours = new Map();
const rgba = (text) => {
  if (!colours.has(text)) {
    brush.clearRect(0, 0, 1, 1);
    brush.fillStyle = text;
    brush.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = brush.getImageData(0, 0, 1, 1).data;
    colours.set(text, [r, g, b, a / 255]);
  }
  return colours.get(text);
};
const over = ([r, g, b, a], under) => [r, g, b].map((part, i) => part * a + under[i] * (1 - a));
const luminance = (colour) => {
  const [r, g, b] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (one, other) => {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};
const backgroundOf = (element) => {
  const layers = [];
  for (let at = element; at; at = at.parentElement) {
    const style = getComputedStyle(at);
    if (style.backgroundImage !== "none") return null;
    layers.push(rgba(style.backgroundColor));
    if (layers.at(-1)[3] === 1) break;
  }
  // Under the page lies the browser's own canvas, white or nearly black.
  const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
  return layers.reverse().reduce((under, layer) => over(layer, under), isDark ? [18, 18, 18] : [255, 255, 255]);
};
// In a drawing the background is the last filled shape before the text that lies under its middle.
const drawnBackground = (text, drawing) => {
  let ground = backgroundOf(drawing.parentElement);
  const frame = text.getBoundingClientRect();
  const middle = new DOMPoint((frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2);
  for (const shape of drawing.querySelectorAll("rect, path, circle, polygon, ellipse")) {
    if (!(shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING)) break;
    const style = getComputedStyle(shape);
    if (style.fill === "none" || style.visibility !== "visible" || shape.closest("defs, symbol")) continue;
    const matrix = shape.getScreenCTM();
    if (!matrix || !shape.isPointInFill(middle.matrixTransform(matrix.inverse()))) continue;
    const [r, g, b, a] = rgba(style.fill);
    ground = over([r, g, b, a * style.fillOpacity * style.opacity], ground);
  }
  return ground;
};
const opacityOf = (element) => {
  let opacity = 1;
  for (let at = element; at; at = at.parentElement) opacity *= getComputedStyle(at).opacity;
  return opacity;
};
let texts = 0;
const compared = new Set();
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const element = walker.currentNode.parentElement;
  if (!walker.currentNode.textContent.trim() || compared.has(element)) continue;
  compared.add(element);
  if (element.closest("script, style, title, desc, symbol, defs, datalist, option, :disabled")) continue;
  if (!isShown(element)) continue;
  texts += 1;
  const style = getComputedStyle(element);
  const drawing = element.closest("svg");
  let [ink, ground] = [rgba(drawing ? style.fill : style.color), null];
  // A text with a stroke around its letters is read against that, whatever picture lies beneath.
  if (drawing && style.stroke !== "none" && style.paintOrder.startsWith("stroke")) {
    ground = over(rgba(style.stroke), [255, 255, 255]);
  } else {
    ground = drawing ? drawnBackground(element, drawing) : backgroundOf(element);
  }
  if (!ground) { problem(element, "text over a background image"); continue; }
  ink = over([ink[0], ink[1], ink[2], ink[3] * opacityOf(element)], ground);
  const size = parseFloat(style.fontSize) * (drawing ? drawing.getScreenCTM()?.a ?? 1 : 1);
  const isLarge = size >= 24 || size >= 18.66 && Number(style.fontWeight) >= 700;
  const found = contrast(ink, ground);
  if (found < (isLarge ? 3 : 4.5)) {
    problem(element, `contrast ${found.toFixed(2)} of "${element.textContent.trim().slice(0, 40)}"`);
  }
  if (size < 9) problem(element, `letters of ${size.toFixed(1)} px: "${element.textContent.trim().slice(0, 40)}"`);
}
if (texts === 0) problem(document.body, "no text to be seen");

// Nothing is wider than the page; what a finger has to hit is no smaller than 24 pixels (2.5.8).
const width = document.documentElement.clientWidth;
if (document.documentElement.scrollWidth > width) {
  const widest = [...document.querySelectorAll("body *")].find((element) =>
    element.getBoundingClientRect().right > width + 1 && !element.closest(".scroll, .queue, nav"));
  problem(widest ?? document.body, `the page is ${document.documentElement.scrollWidth} px wide, not ${width}`);
}
if (isPhone) {
  for (const element of document.querySelectorAll("button, select, input:not([type=hidden]), summary, nav a")) {
    if (!isShown(element)) continue;
    const target = element.labels?.[0]?.contains(element) ? element.labels[0] : element;
    const frame = target.getBoundingClientRect();
    if (Math.min(frame.width, frame.height) < 24) {
      problem(element, `is ${Math.round(frame.width)} by ${Math.round(frame.height)} px, too small for a finger`);
    }
  }
}
return problems;
