"use strict";
// Zoom and drag of a picture; boxes on and off; the picture or its difference.
(() => {
  const viewer = document.getElementById("viewer");
  if (!viewer) return;
  const canvas = viewer.querySelector(".canvas");
  const base = viewer.querySelector("img.base");
  const difference = viewer.querySelector("img.difference");
  const boxes = viewer.querySelector(".boxes");
  const most = 32;
  let [scale, left, top] = [1, 0, 0];

  const draw = () => {
    const [width, height] = [viewer.clientWidth, viewer.clientHeight];
    left = Math.min(0, Math.max(width - width * scale, left));
    top = Math.min(0, Math.max(height - height * scale, top));
    canvas.style.transform = `translate(${left}px, ${top}px) scale(${scale})`;
    for (const image of viewer.querySelectorAll("img")) image.classList.toggle("near", scale > 4);
    boxes?.style.setProperty("--shrink", 1 / Math.sqrt(scale));
  };
  const zoom = (factor, x = viewer.clientWidth / 2, y = viewer.clientHeight / 2) => {
    const next = Math.min(most, Math.max(1, scale * factor));
    left = x - (x - left) * next / scale;
    top = y - (y - top) * next / scale;
    scale = next;
    draw();
  };
  const fit = () => { [scale, left, top] = [1, 0, 0]; draw(); };

  document.querySelectorAll("[data-zoom]").forEach((button) => {
    button.addEventListener("click", () => {
      const kind = button.dataset.zoom;
      if (kind === "fit") fit(); else zoom(kind === "in" ? 1.5 : 1 / 1.5);
    });
  });
  viewer.addEventListener("wheel", (event) => {
    event.preventDefault();
    const frame = viewer.getBoundingClientRect();
    zoom(Math.exp(-event.deltaY / 400), event.clientX - frame.left, event.clientY - frame.top);
  }, { passive: false });
  viewer.addEventListener("dblclick", (event) => {
    const frame = viewer.getBoundingClientRect();
    if (scale > 1) fit(); else zoom(4, event.clientX - frame.left, event.clientY - frame.top);
  });
  viewer.addEventListener("keydown", (event) => {
    const step = 60;
    const moves = { ArrowLeft: [step, 0], ArrowRight: [-step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] };
    if (event.key === "+" || event.key === "=") zoom(1.5);
    else if (event.key === "-") zoom(1 / 1.5);
    else if (event.key === "0") fit();
    else if (moves[event.key] && scale > 1) { left += moves[event.key][0]; top += moves[event.key][1]; draw(); }
    else return;
    event.preventDefault();
  });

  // One finger or the mouse moves, two fingers zoom.
  const fingers = new Map();
  let apart = 0;
  const place = (event) => {
    const frame = viewer.getBoundingClientRect();
    return [event.clientX - frame.left, event.clientY - frame.top];
  };
  viewer.addEventListener("pointerdown", (event) => {
    viewer.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, place(event));
    apart = 0;
    viewer.classList.add("dragged");
  });
  viewer.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const now = place(event);
    fingers.set(event.pointerId, now);
    if (fingers.size === 1) {
      left += now[0] - before[0];
      top += now[1] - before[1];
      draw();
    } else if (fingers.size === 2) {
      const [a, b] = [...fingers.values()];
      const distance = Math.hypot(a[0] - b[0], a[1] - b[1]);
      if (apart > 0) zoom(distance / apart, (a[0] + b[0]) / 2, (a[1] + b[1]) / 2);
      apart = distance;
    }
  });
  for (const end of ["pointerup", "pointercancel"]) {
    viewer.addEventListener(end, (event) => {
      fingers.delete(event.pointerId);
      apart = 0;
      if (fingers.size === 0) viewer.classList.remove("dragged");
    });
  }

  document.getElementById("boxes")?.addEventListener("change", (event) => {
    if (boxes) boxes.toggleAttribute("hidden", !event.target.checked);
  });
  const told = (id, isTold) => document.getElementById(id)?.toggleAttribute("hidden", !isTold);
  // A drawing of 12 x 9 pixels stands where there is no picture.
  const drawing = "/assets/no-picture.svg";
  const look = () => {
    if (!base.complete) return;
    const isDrawing = base.naturalWidth === 12 && base.naturalHeight === 9;
    if (base.naturalWidth > 0 && !isDrawing) return;
    told("no-image", true);
    if (boxes) boxes.toggleAttribute("hidden", true);
    if (!isDrawing) base.src = drawing;
  };
  base.addEventListener("load", look);
  base.addEventListener("error", look, { once: true });
  look();
  document.querySelectorAll("input[name=shown]").forEach((choice) => {
    choice.addEventListener("change", () => {
      const isDifference = choice.value === "difference";
      told("no-difference", false);
      if (isDifference && !difference.src) difference.src = difference.dataset.src;
      difference.hidden = !isDifference;
      base.hidden = isDifference;
      if (isDifference && difference.dataset.lost) fallBack();
    });
  });
  const fallBack = () => {
    difference.dataset.lost = "yes";
    difference.hidden = true;
    base.hidden = false;
    told("no-difference", true);
    document.querySelector("input[name=shown][value=image]").checked = true;
  };
  difference?.addEventListener("error", fallBack);
  addEventListener("resize", draw);
})();
