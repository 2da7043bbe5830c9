/* The index: filter and sort; and printing. */

var table = document.querySelector("table.index");
var rows = table ? all("tbody tr", table) : [];
var tools = document.querySelector(".tools");
var query = document.getElementById("q");
var kind = document.getElementById("kind");
var level = document.getElementById("level");
var told = document.getElementById("shown");
var verdict = "";
var titles = {};

function visible() {
  if (!rows.length) return order;
  return all("tbody tr", table).filter(function (row) { return !row.hidden; })
    .map(function (row) { return +row.dataset.n; });
}

function haystack(row) {
  if (!row.haystack) {
    var rules = row.dataset.rules.split(" ").map(function (item) {
      return titles[item.split(":")[0]] || "";
    });
    row.haystack = (row.textContent + " " + rules.join(" ")).toLowerCase();
  }
  return row.haystack;
}

function filter() {
  var wanted = query.value.toLowerCase().split(/\s+/).filter(Boolean);
  var count = 0;
  rows.forEach(function (row) {
    var fits = (!verdict || row.dataset.verdict === verdict) &&
      wanted.every(function (word) { return haystack(row).indexOf(word) >= 0; });
    if (fits && (kind.value || level.value)) {
      fits = row.dataset.rules.split(" ").some(function (item) {
        var parts = item.split(":");
        return item && parts[0].indexOf(kind.value) === 0 && (!level.value || parts[1] === level.value);
      });
    }
    row.hidden = !fits;
    count += fits ? 1 : 0;
  });
  told.textContent = count ? say(told.dataset.text, { shown: count, all: rows.length }) : told.dataset.none;
}

function choose(rule) {
  kind.value = rule;
  filter();
  tools.scrollIntoView({ block: "start" });
  kind.focus({ preventScroll: true });
}

function sort(head, button) {
  var column = Array.prototype.indexOf.call(head.parentNode.children, head);
  var numeric = head.dataset.numeric !== undefined;
  var down = head.getAttribute("aria-sort") === "ascending" ||
    (numeric && head.getAttribute("aria-sort") === null && head.dataset.sort !== "verdict");
  all("th", head.parentNode).forEach(function (other) { other.removeAttribute("aria-sort"); });
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  function value(row) {
    var cell = row.children[column];
    var text = cell.dataset.v !== undefined ? cell.dataset.v : cell.textContent.trim();
    return numeric ? parseFloat(text) || 0 : text;
  }
  var keyed = rows.map(function (row) { return [value(row), +row.dataset.n, row]; });
  var collator = window.Intl ? new Intl.Collator(root.lang) : null;
  keyed.sort(function (a, b) {
    var by = numeric ? a[0] - b[0] : collator ? collator.compare(a[0], b[0]) : a[0] < b[0] ? -1 : +(a[0] > b[0]);
    return (down ? -by : by) || a[1] - b[1];
  });
  var body = table.tBodies[0];
  keyed.forEach(function (item) { body.appendChild(item[2]); });
  button.focus();
}

if (table) {
  all("option", kind).forEach(function (option) {
    if (option.value) titles[option.value] = option.textContent;
  });
  all("th[data-sort]", table).forEach(function (head) {
    var button = make("button", "sort", head.textContent);
    button.type = "button";
    button.title = say(words.sort, { column: head.textContent });
    head.textContent = "";
    head.appendChild(button);
    button.addEventListener("click", function () { sort(head, button); });
  });
  var tiles = all(".tile").map(function (tile) {
    var button = make("button", tile.className);
    button.type = "button";
    button.innerHTML = tile.innerHTML;
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", function () {
      verdict = verdict === tile.dataset.verdict ? "" : tile.dataset.verdict;
      tiles.forEach(function (other) { other.setAttribute("aria-pressed", "false"); });
      if (verdict) button.setAttribute("aria-pressed", "true");
      filter();
    });
    tile.parentNode.replaceChild(button, tile);
    return button;
  });
  query.addEventListener("input", filter);
  kind.addEventListener("change", filter);
  level.addEventListener("change", filter);
  document.getElementById("reset").addEventListener("click", function () {
    query.value = kind.value = level.value = verdict = "";
    tiles.forEach(function (tile) { tile.setAttribute("aria-pressed", "false"); });
    filter();
  });
  tools.hidden = false;
  filter();
}

/* From the index everything that is shown is printed, from a document that document. */

var closed = [];
window.addEventListener("beforeprint", function () {
  if (!current) {
    visible().forEach(function (n) {
      ready(docs[n]);
      docs[n].hidden = false;
    });
  }
  closed = all("section:not([hidden]) details:not([open])");
  closed.forEach(function (details) { details.open = true; });
});
window.addEventListener("afterprint", function () {
  closed.forEach(function (details) { details.open = false; });
  show(current);
});
