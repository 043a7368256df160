const faults = [];
const check = (is, fault) => { if (!is) faults.push(fault); };
const named = (e) => e.tagName.toLowerCase() + (e.id ? "#" + e.id : "") + ": " + e.textContent.trim().slice(0, 40);

check(document.documentElement.lang === "en", "no language");
check(document.title.trim() !== "", "no title");
check(document.querySelectorAll("h1").length === 1, "not one h1");
check(document.querySelectorAll("main").length === 1, "not one main part");
check(document.querySelector("body > header"), "no header");
check(document.querySelector("meta[name=viewport]"), "no viewport");

let level = 0;
for (const heading of document.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
  const own = Number(heading.tagName[1]);
  check(own <= level + 1, `a level is skipped: ${named(heading)}`);
  check(heading.textContent.trim() !== "", "an empty heading");
  level = own;
}

for (const field of document.querySelectorAll("input, select, textarea")) {
  check(field.labels.length > 0, `no label: ${named(field)}`);
}
for (const form of document.querySelectorAll("form")) {
  check(form.getAttribute("role") === "search" && form.getAttribute("aria-label"), "a form is no landmark");
}
for (const group of document.querySelectorAll("[role=group]")) {
  check(group.hasAttribute("aria-label") || group.hasAttribute("aria-labelledby"), "a group has no name");
}
for (const link of document.querySelectorAll("a, button")) {
  check(link.textContent.trim() !== "", `no words: ${link.outerHTML}`);
}
for (const table of document.querySelectorAll("table")) {
  check(table.querySelector("thead th[scope=col]"), `no heads: ${named(table)}`);
}
const first = document.querySelector("a, button, input, select");
check(first && first.getAttribute("href") === "#main", "the first stop does not lead to the content");
const room = document.documentElement;
check(room.scrollWidth <= room.clientWidth, `wider than the window: ${room.scrollWidth} of ${room.clientWidth}`);

// WCAG 2.2, 1.4.3: 4.5 to 1 for text.
const rgb = (color) => {
  const parts = color.match(/[\d.]+/g).map(Number);
  return { channels: parts.slice(0, 3), alpha: parts.length > 3 ? parts[3] : 1 };
};
const luminance = ({ channels }) => {
  const [r, g, b] = channels.map((c) => {
    const s = c / 255;
    return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const paperOf = (element) => {
  for (let at = element; at; at = at.parentElement) {
    const color = getComputedStyle(at).backgroundColor;
    if (rgb(color).alpha > 0) return color;
  }
  return "rgb(255, 255, 255)";
};
const measured = new Map();
let texts = 0;
for (const element of document.body.querySelectorAll("*")) {
  if (["SCRIPT", "OPTION"].includes(element.tagName)) continue;
  const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  if (!own && !["INPUT", "SELECT"].includes(element.tagName)) continue;
  texts += 1;
  const pair = getComputedStyle(element).color + " on " + paperOf(element);
  if (measured.has(pair)) continue;
  const [ink, paper] = pair.split(" on ").map((color) => luminance(rgb(color)));
  const contrast = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
  measured.set(pair, contrast);
  check(contrast >= 4.5, `contrast ${contrast.toFixed(2)} of ${pair}: ${named(element)}`);
}
return { faults, texts, paper: getComputedStyle(document.body).backgroundColor };
