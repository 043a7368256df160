"use strict";
(() => {
  const form = document.getElementById("find");
  if (!form) return;
  const box = document.getElementById("q");
  const found = document.getElementById("found");
  const kinds = [...form.querySelectorAll("input[name=kind]")];
  const events = [...document.querySelectorAll("article")];
  const days = [...document.querySelectorAll("section.day")];
  const texts = new Map();
  const folded = (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ");
  const textOf = (event) => {
    if (!texts.has(event)) texts.set(event, folded(event.textContent));
    return texts.get(event);
  };
  const number = (n) => n.toLocaleString("en");
  const ticked = () => kinds.filter((kind) => kind.checked).map((kind) => kind.value);

  const show = () => {
    const words = folded(box.value).split(" ").filter(Boolean);
    const of = ticked();
    let count = 0;
    for (const event of events) {
      const fits = of.includes(event.dataset.kind) && words.every((word) => textOf(event).includes(word));
      event.hidden = !fits;
      if (fits) count += 1;
    }
    for (const day of days) day.hidden = !day.querySelector("article:not([hidden])");
    const all = words.length === 0 && of.length === kinds.length;
    found.textContent = all
      ? ""
      : `${number(count)} of the ${number(events.length)} events on this page` +
        (words.length ? `, with “${box.value.trim()}”` : "") +
        (of.length === kinds.length ? "" : `, of kind ${of.join(" or ") || "none"}`);
  };

  // The address keeps the search, so that it can be sent to others: #q=words&kind=meeting,strike
  const keep = () => {
    const parts = new URLSearchParams();
    if (box.value.trim()) parts.set("q", box.value.trim());
    if (ticked().length !== kinds.length) parts.set("kind", ticked().join(","));
    try {
      history.replaceState(null, "", "#" + parts);
    } catch {
      // Some places from which a page is opened do not allow it. The search works all the same.
    }
  };
  const read = () => {
    const hash = location.hash.slice(1);
    if (/^(q|kind)=/.test(hash)) {
      const parts = new URLSearchParams(hash);
      box.value = parts.get("q") || "";
      const of = parts.get("kind");
      for (const kind of kinds) kind.checked = of === null || of.split(",").includes(kind.value);
      show();
      return;
    }
    // A link leads to an event even if the search hides it.
    const target = document.getElementById(hash);
    if (target && target.closest("[hidden]")) {
      form.reset();
      show();
      target.scrollIntoView();
    }
  };

  const changed = () => {
    show();
    keep();
  };
  box.addEventListener("input", changed);
  kinds.forEach((kind) => kind.addEventListener("change", changed));
  form.addEventListener("submit", (submitted) => submitted.preventDefault());
  // The fields are empty only after the event.
  form.addEventListener("reset", () => setTimeout(changed));
  addEventListener("hashchange", read);
  form.hidden = false;
  read();
})();
