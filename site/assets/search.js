// The search page: one compact list a language, searched in the browser by MiniSearch, loaded when the reader begins to type.
(function () {
  "use strict";
  var FOLLOW_UP = /[\u0300-\u036f]/g;
  var SPACELESS = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

  // "Đại Nội" and "dai noi" become the same; đ has no decomposition of its own.
  function fold(word) {
    return word.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(FOLLOW_UP, "").normalize("NFC");
  }

  // Words between spaces and signs; where a language writes without spaces, every pair of neighbouring characters.
  function tokenize(text) {
    var tokens = [];
    text.split(/[\s\p{P}\p{S}]+/u).forEach(function (word) {
      if (!SPACELESS.test(word)) { if (word) tokens.push(word); return; }
      var signs = Array.from(word);
      if (signs.length === 1) tokens.push(word);
      for (var i = 0; i + 1 < signs.length; i++) tokens.push(signs[i] + signs[i + 1]);
    });
    return tokens;
  }

  function load(form) {
    return Promise.all([
      fetch(form.dataset.index).then(function (reply) { return reply.ok ? reply.json() : Promise.reject(reply.status); }),
      new Promise(function (resolve, reject) {
        var script = document.createElement("script");
        script.src = form.dataset.engine;
        script.onload = resolve;
        script.onerror = reject;
        document.head.append(script);
      }),
    ]).then(function (loaded) {
      var engine = new window.MiniSearch({
        fields: ["title", "summary", "words"], storeFields: ["title", "summary", "address", "kind"],
        processTerm: fold, tokenize: tokenize,
        searchOptions: { boost: { title: 4, words: 2 }, prefix: true, combineWith: "AND", fuzzy: function (term) { return term.length > 6 ? 0.2 : 0; } },
      });
      engine.addAll(loaded[0].map(function (row, id) {
        return { id: id, address: row[0], title: row[1], summary: row[2], kind: row[3], words: row[4] };
      }));
      return engine;
    });
  }

  // Marks do not hinder finding, but who types them wants the word that has them.
  function exactFirst(hits, query) {
    var exact = query.toLowerCase().normalize("NFC");
    function weight(hit) { return hit.score * (hit.title.toLowerCase().indexOf(exact) >= 0 ? 3 : hit.summary.toLowerCase().indexOf(exact) >= 0 ? 1.5 : 1); }
    return hits.sort(function (one, other) { return weight(other) - weight(one); });
  }

  function row(found, base) {
    var place = document.createElement("div");
    place.className = "found";
    place.append(part("p", "over", found.kind), part("h2", "", ""), part("p", "", found.summary));
    var link = document.createElement("a");
    link.href = base + found.address;
    link.textContent = found.title;
    place.querySelector("h2").append(link);
    return place;
  }

  function part(name, className, text) {
    var element = document.createElement(name);
    if (className) element.className = className;
    element.textContent = text;
    return element;
  }

  document.addEventListener("DOMContentLoaded", function () {
    var form = document.querySelector("[data-search]");
    var results = document.querySelector("[data-results]");
    var input = form.elements.q;
    var engine;

    function show() {
      var query = input.value.trim();
      if (!query) { results.replaceChildren(); return; }
      engine = engine || load(form);
      engine.then(function (ready) {
        if (query !== input.value.trim()) return;
        var hits = exactFirst(ready.search(query), query).slice(0, 20);
        var rows = hits.map(function (hit) { return row(hit, form.dataset.base); });
        results.replaceChildren.apply(results, rows.length ? rows : [part("p", "note", form.dataset.none)]);
      }).catch(function () {
        engine = undefined;
        results.replaceChildren(part("p", "note", form.dataset.failed));
      });
    }

    input.value = new URLSearchParams(location.search).get("q") || "";
    input.addEventListener("input", show);
    form.addEventListener("submit", function (event) { event.preventDefault(); show(); });
    show();
  });
})();
