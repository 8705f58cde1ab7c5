"use strict";
/* Opens the places behind a number: unpacks them from the page, shows each in its sentence, filters them, keeps which
   ones are marked as wrong, and writes these into a sheet. Text is set as text only, never as HTML. */

const settings = JSON.parse(document.getElementById("settings").textContent);
const words = settings.words;
const find = (id) => document.getElementById(id);
const dialog = find("places");
const list = find("list");
const filters = find("filters");
let open = null; // the number that is shown

/* What is packed in the page, each unpacked once. */
const unpacked = new Map();
async function unpackText(name) {
  const letters = atob(find("data-" + name).textContent);
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at++) bytes[at] = letters.charCodeAt(at);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
}
function unpack(name) {
  if (!unpacked.has(name)) unpacked.set(name, unpackText(name).then(JSON.parse));
  return unpacked.get(name);
}

/* Offsets count code points; a text that has letters beyond 16 bits is cut as a list of these. */
const cutter = (text) => {
  if (!/[\ud800-\udbff]/.test(text)) return (start, end) => text.slice(start, end);
  const points = Array.from(text);
  return (start, end) => points.slice(start, end).join("");
};
const inDigits = (text) => (settings.digits === "arab" ? String(text).replace(/\d/g, (d) => "٠١٢٣٤٥٦٧٨٩"[d]) : String(text));
const number = (n) => inDigits(n.toLocaleString("en")).replace(/,/g, settings.digits === "arab" ? "٬" : ",");
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
function day(date) {
  if (!date) return words.no_date;
  const [year, month, of] = date.split("-").map(Number);
  return inDigits(`${of} ${settings.months[month - 1]} ${year}`);
}
function element(name, attributes, ...content) {
  const made = document.createElement(name);
  Object.assign(made, attributes);
  made.append(...content);
  return made;
}

/* Which places are marked as wrong; a browser that keeps nothing for a page keeps them as long as it is open. */
const marks = {
  key: "corpus-tools report " + settings.corpus,
  kept: true,
  load() {
    try {
      return new Set(JSON.parse(localStorage.getItem(this.key) || "[]"));
    } catch {
      this.kept = false;
      return new Set();
    }
  },
  save() {
    try {
      localStorage.setItem(this.key, JSON.stringify([...this.wrong]));
    } catch {
      this.kept = false;
    }
    find("sheet-hint").textContent = this.kept ? words.sheet_hint : words.not_kept;
  },
};
marks.wrong = marks.load();

/* The places of a number, each with its document, its sentence and what is claimed of it. */
async function placesOf(id) {
  const [, section, key] = /^(\w+)-(.+)$/.exec(id);
  const data = await unpack("places-" + section);
  const told = data.numbers[key];
  const rows = told.run ? Array.from({ length: told.run[1] }, (_, at) => told.run[0] + at) : told.rows;
  const docs = told.articles ? rows : rows.map((row) => data.doc[row]);
  const about = await unpack("articles");
  const needed = [...new Set(docs.map((doc) => Math.floor(doc / settings.block)))];
  const blocks = new Map(await Promise.all(needed.map(async (block) => [block, await unpack("texts-" + block)])));
  const mark = section + "-" + key.split("-")[0];
  const places = rows.map((row, at) => {
    const doc = docs[at];
    const [text, sentences] = blocks.get(Math.floor(doc / settings.block))[doc % settings.block];
    const spans = told.articles
      ? [[sentences[0] || 0, (sentences[0] || 0) + (sentences[1] || 0)]]
      : ["", "_b"]
          .filter((end) => data["start" + end])
          .map((end) => [data["start" + end][row], data["start" + end][row] + data["length" + end][row]]);
    const first = Math.min(...spans.map((span) => span[0]));
    const last = Math.max(...spans.map((span) => span[1]));
    const sentence = [first, last];
    for (let from = 0; from < sentences.length; from += 2) {
      const [start, end] = [sentences[from], sentences[from] + sentences[from + 1]];
      if (start < last && end > first) {
        sentence[0] = Math.min(sentence[0], start);
        sentence[1] = Math.max(sentence[1], end);
      }
    }
    const place = [about.doc_id[doc], spans[0][0], spans[0][1]].join(":");
    return { doc, text, spans, sentence, place, marked: mark + " " + place + (spans[1] ? ":" + spans[1].join(":") : "") };
  });
  return { section, key, told, about, places, what: data.what };
}

/* A stretch of a text, with the words of its place highlighted. */
function highlighted(place, start, end) {
  const cut = cutter(place.text);
  const parts = [];
  let at = start;
  for (const [from, to] of [...place.spans].sort((a, b) => a[0] - b[0])) {
    if (from < at || open.told.articles) continue; // places that overlap are highlighted once
    parts.push(cut(at, from), element("mark", {}, cut(from, to)));
    at = to;
  }
  return [...parts, cut(at, end)];
}

function show(item, place) {
  const { about, told } = open;
  const known = (column) => (about[column] && about[column][place.doc]) || "";
  const [start, end] = place.sentence;
  const sentence = element("p", { className: "sentence", dir: "auto" });
  sentence.append(...(end > start ? highlighted(place, start, end) : [known("problem") || words.no_text]));
  const said = element("p", { className: "about" }, element("bdi", { className: "title" }, known("title") || words.no_title));
  for (const column of ["source", "author", "category"]) if (known(column)) said.append(element("bdi", {}, known(column)));
  said.append(element("bdi", {}, day(known("published"))));
  const address = known("url");
  if (/^https?:\/\//i.test(address)) {
    said.append(element("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, words.address));
  } else if (address) said.append(element("bdi", {}, address));
  const act = element("div", { className: "act" });
  if (place.text) {
    const whole = element("button", { type: "button", ariaExpanded: "false" }, words.article);
    whole.addEventListener("click", () => toggleArticle(item, place, whole));
    act.append(whole);
  }
  if (!told.articles) {
    const box = element("input", { type: "checkbox", checked: marks.wrong.has(place.marked) });
    box.setAttribute("aria-label", words.wrong_hint);
    const judge = () => item.classList.toggle("wrong", box.checked);
    box.addEventListener("change", () => {
      if (box.checked) marks.wrong.add(place.marked);
      else marks.wrong.delete(place.marked);
      judge();
      marks.save();
    });
    judge();
    act.append(element("label", {}, box, " " + words.wrong));
  }
  item.replaceChildren(sentence, said, act);
}

function toggleArticle(item, place, button) {
  const shown = item.querySelector(".whole");
  button.ariaExpanded = String(!shown);
  if (shown) return shown.remove();
  const whole = element("div", { className: "whole", dir: "auto" });
  whole.append(...highlighted(place, 0, place.text.length));
  item.append(whole);
  whole.querySelector("mark")?.scrollIntoView({ block: "nearest" });
}

/* All places have an element at once; what stands in them is filled in piece by piece, so that many are no wait. */
async function fillList(items, places, of) {
  for (let at = 0; at < places.length; at++) {
    if (at && at % 200 === 0) await new Promise((resolve) => setTimeout(resolve));
    if (open !== of) return;
    show(items[at], places[at]);
  }
}

async function openNumber(id) {
  const link = find(id);
  if (!link) return;
  find("places-title").textContent = link.getAttribute("aria-label");
  find("shown").textContent = words.loading;
  list.replaceChildren();
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
  find("places-title").focus();
  try {
    open = await placesOf(id);
  } catch (error) {
    find("shown").textContent = words.failed;
    throw error;
  }
  const { places, about, told } = open;
  open.items = places.map((place) => {
    const item = document.createElement("li");
    item.dataset.place = place.place;
    return item;
  });
  list.append(...open.items);
  find("judge").hidden = Boolean(told.articles);
  find("all-read").checked = false;
  const sources = new Set(places.map((place) => about.source && about.source[place.doc]).filter(Boolean));
  await offerChoices([...sources].sort());
  filters.reset();
  sift();
  await fillList(open.items, places, open);
}

/* Filters: by the day of publication, by source, and by an actor that is mentioned in the sentence. */
async function offerChoices(sources) {
  const { names } = await unpack("mentions");
  const all = () => element("option", { value: "" }, words.all);
  filters.source.replaceChildren(all(), ...sources.map((name) => element("option", { value: name }, name)));
  if (filters.actor.options.length === 0) {
    filters.actor.replaceChildren(all(), ...names.map((name, at) => element("option", { value: String(at) }, name)));
  }
  filters.source.parentElement.hidden = sources.length < 2;
  filters.actor.parentElement.hidden = names.length === 0;
}

async function sift() {
  const { places, items, about } = open;
  const { from, to, source, actor } = Object.fromEntries(new FormData(filters));
  const starts = new Map(); // of the mentions of the actor, by document
  if (actor) {
    const mentions = await unpack("mentions");
    mentions.actor.forEach((one, at) => {
      if (one !== Number(actor)) return;
      if (!starts.has(mentions.doc[at])) starts.set(mentions.doc[at], []);
      starts.get(mentions.doc[at]).push(mentions.start[at]);
    });
  }
  let shown = 0;
  places.forEach((place, at) => {
    const date = about.published[place.doc];
    const [start, end] = place.sentence;
    const kept =
      (!from || (date && date >= from)) &&
      (!to || (date && date <= to)) &&
      (!source || about.source[place.doc] === source) &&
      (!actor || (starts.get(place.doc) || []).some((one) => open.told.articles || (one >= start && one < end)));
    items[at].hidden = !kept;
    shown += kept;
  });
  find("shown").textContent = shown
    ? fill(words.shown, { shown: number(shown), all: number(places.length) })
    : words.none_shown;
}

/* Files to keep. A cell that a spreadsheet would run as a formula gets an apostrophe, as the other tables have it. */
function save(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
function cell(value) {
  const text = String(value ?? "");
  const safe = typeof value === "string" && /^'*(?:[\t\r\n]|[\s\p{C}]*[=+\-@＝＋－＠])/u.test(text) ? "'" + text : text;
  return /[",\n\r]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe;
}

/* The sheet is one that read_validation reads: the places of the number that is open, each with its answer. */
function sheet() {
  const { section, key, told, about, places, what } = open;
  const [yes, no] = settings.answers;
  const [before, after] = settings.marks;
  const read = find("all-read").checked;
  const rows = places.map((place, at) => {
    const cut = cutter(place.text);
    let [from, sentence] = [place.sentence[0], ""];
    for (const [start, end] of [...place.spans].sort((a, b) => a[0] - b[0])) {
      if (start < from) continue;
      sentence += cut(from, start) + before + cut(start, end) + after;
      from = end;
    }
    const known = (column) => (about[column] && about[column][place.doc]) || "";
    const row = {
      number: at + 1,
      group: "",
      sentence: sentence + cut(from, place.sentence[1]),
      claim: fill(settings.claim, { label: told.claim }),
      answer: marks.wrong.has(place.marked) ? no : read ? yes : "",
      note: "",
      title: known("title"),
      source: known("source"),
      published: known("published"),
      url: known("url"),
      doc_id: about.doc_id[place.doc],
    };
    place.spans.forEach(([start, end], of) => {
      Object.assign(row, of ? { start_b: start, end_b: end } : { start, end, surface: cut(start, end) });
    });
    return { ...row, share: 1, what, table: told.table, corpus: settings.corpus, rows: places.length, seed: 0 };
  });
  const head = Object.keys(rows[0]);
  const lines = [head.map((name) => settings.columns[name] || name), ...rows.map((row) => head.map((name) => row[name]))];
  save(`${section}-${key}.csv`, "\ufeff" + lines.map((line) => line.map(cell).join(",") + "\n").join(""));
}

/* A number is opened by its address, so that the address can be sent to somebody. */
function follow() {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = find(id);
  if (target?.dataset.count) openNumber(id);
  else if (dialog.open) dialog.close();
}
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-count]");
  if (link && link.getAttribute("href") === location.hash) openNumber(location.hash.slice(1)); // asked for again
  const { csv, copy } = event.target.dataset;
  if (csv) unpackText("csv-" + csv).then((text) => save(csv + ".csv", "\ufeff" + text));
  if (copy) copyTable(event.target, copy);
});
async function copyTable(button, name) {
  const rows = [...document.querySelectorAll(`#${CSS.escape(name)} tr`)];
  await navigator.clipboard.writeText(
    rows.map((row) => [...row.cells].map((one) => one.textContent.trim()).join("\t")).join("\n"),
  );
  button.textContent = words.copied;
}
dialog.addEventListener("close", () => {
  open = null;
  const section = location.hash.slice(1).split("-")[0];
  history.replaceState(null, "", find(section) ? "#" + section : location.pathname);
});
find("close").addEventListener("click", () => dialog.close());
find("sheet").addEventListener("click", sheet);
filters.addEventListener("change", sift);
filters.addEventListener("submit", (event) => event.preventDefault());
window.addEventListener("hashchange", follow);
follow();
