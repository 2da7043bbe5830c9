/* One document: its text made ready, its findings chosen and found. Addresses: #d3 is a document,
   #d3-m2 and #d3-f2 are the place and the entry of its finding 2, #d3-c… is a cell.
   These files are one script (`gklint.outputs.html`), in what browsers of 2017 understand. */

var root = document.documentElement;
var words = document.getElementById("words").dataset;
var index = words.index ? document.getElementById("index") : null;
var docs = {};
var order = [];
var current = 0;
var indexAt = 0;
var stay = null; // what keeps the focus on the next way to a place
var heading = document.title;
root.classList.add("js");

function all(selector, within) {
  return Array.prototype.slice.call((within || document).querySelectorAll(selector));
}

function make(tag, name, text) {
  var made = document.createElement(tag);
  if (name) made.className = name;
  if (text) made.textContent = text;
  return made;
}

function say(template, values) {
  return template.replace(/\{(\w+)\}/g, function (_, name) { return values[name]; });
}

all("section.doc").forEach(function (section) {
  docs[section.dataset.n] = section;
  order.push(+section.dataset.n);
});

// A text kept in <noscript> becomes elements when it is wanted. It was escaped when it was made.
function ready(section) {
  if (section.dataset.ready) return;
  section.dataset.ready = "1";
  var kept = Array.prototype.filter.call(section.children, function (child) {
    return child.tagName === "NOSCRIPT";
  })[0];
  if (kept) {
    var box = make("div");
    box.innerHTML = kept.textContent;
    section.replaceChild(box, kept);
  }
  levels(section);
}

function bar(section) {
  if (section.querySelector("nav.bar") || !index) return;
  var nav = make("nav", "bar");
  var n = +section.dataset.n;
  var shown = visible();
  nav.appendChild(link("#index", "← " + words.back));
  var at = shown.indexOf(n);
  var before = shown[at - 1], after = shown[at + 1];
  nav.appendChild(link(at > 0 ? "#d" + before : "", words.previous));
  nav.appendChild(link(at >= 0 && after ? "#d" + after : "", words.next));
  nav.appendChild(make("span", "nth", say(words.nth, { n: at + 1 || n, all: shown.length })));
  section.insertBefore(nav, section.firstChild);
}

function link(href, text) {
  var made = make(href ? "a" : "span", "step", text);
  if (href) made.href = href;
  return made;
}

function levels(section) {
  var place = section.querySelector("p.levels");
  var entries = all("article.f", section);
  if (!place || entries.length < 2) return;
  var groups = [["", words.all, entries.length]];
  function group(attribute, keys) {
    var first = true;
    keys.forEach(function (key) {
      var n = entries.filter(function (entry) { return entry.dataset[attribute] === key; }).length;
      if (n) groups.push([attribute + ":" + key, words[key], n, first]);
      first = first && !n;
    });
  }
  group("level", ["mend", "review", "info", "reading"]);
  group("status", ["new", "persisting", "settled", "unclear"]);
  if (groups.length < 3) return;
  groups.forEach(function (item, i) {
    var button = make("button", "level" + (item[3] ? " first" : ""), item[1] + " " + item[2]);
    button.type = "button";
    button.setAttribute("aria-pressed", i === 0 ? "true" : "false");
    button.addEventListener("click", function () { only(section, place, button, item[0]); });
    place.appendChild(button);
  });
}

function only(section, place, button, wanted) {
  var parts = wanted.split(":");
  var gone = {};
  all("button", place).forEach(function (other) {
    other.setAttribute("aria-pressed", other === button ? "true" : "false");
  });
  all("article.f", section).forEach(function (entry) {
    entry.hidden = wanted !== "" && entry.dataset[parts[0]] !== parts[1];
    if (entry.hidden && entry.dataset.f) gone[entry.dataset.f] = true;
  });
  all("details.more", section).forEach(function (more) {
    more.hidden = !more.querySelector("article.f:not([hidden])");
    if (wanted && !more.hidden) more.open = true;
  });
  all(".paper [data-f]", section).forEach(function (mark) {
    mark.classList.toggle("quiet", mark.dataset.f.split(" ").every(function (n) { return gone[n]; }));
  });
}

function numbersOf(element) { return element.dataset.f ? element.dataset.f.split(" ") : []; }

function activate(section, number) {
  all(".on", section).forEach(function (element) { element.classList.remove("on"); });
  section.dataset.on = number;
  all("[data-f]", section).forEach(function (element) {
    if (numbersOf(element).indexOf(number) >= 0) element.classList.add("on");
  });
}

function reveal(section, number) {
  var entry = document.getElementById(section.id + "-f" + number);
  if (!entry) return null;
  if (entry.hidden) {
    var everything = section.querySelector("p.levels button");
    if (everything) everything.click();
  }
  for (var up = entry.parentNode; up && up !== section; up = up.parentNode) {
    if (up.tagName === "DETAILS") up.open = true;
  }
  var list = section.querySelector(".list");
  if (list && list.scrollHeight > list.clientHeight + 4) {
    var box = list.getBoundingClientRect(), at = entry.getBoundingClientRect();
    if (at.top < box.top || at.bottom > box.bottom) list.scrollTop += at.top - box.top - 48;
  }
  return entry;
}

function sideBySide(section) {
  var list = section.querySelector(".list"), paper = section.querySelector(".paper");
  return list && paper && paper.getBoundingClientRect().left > list.getBoundingClientRect().left + 40;
}
