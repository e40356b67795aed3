// What the browser adds to every page: the reader's choice of light or dark, and alerts that follow the clock.
// Pages are whole without it. Loaded in the head, so that a stored choice of colours is there before the first paint.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.remove("no-js");
  var LONGEST_TIMER_MS = 2147483647;
  var REFRESH_MS = 5 * 60 * 1000;

  function stored(key, value) {
    try {
      if (value === undefined) return localStorage.getItem(key);
      localStorage.setItem(key, value);
    } catch (error) { /* private windows may refuse storage: the page works without */ }
    return null;
  }

  var theme = stored("theme");
  if (theme === "dark" || theme === "light") root.dataset.theme = theme;
  var language = location.pathname.match(/\/(vi|en|fr|ja|ko|zh-Hans)\//);
  if (language) stored("language", language[1]);

  // A door leads on to the language chosen last; /#choose shows the choice again. The code of a receipt goes on with its reader.
  function passDoor() {
    var onward = document.body.dataset.chooser, chosen = stored("language");
    if (onward === undefined) return;
    if (onward) document.querySelectorAll(".choices a").forEach(function (link) { link.hash = location.hash; });
    var link = document.querySelector(".choices a[hreflang='" + chosen + "']");
    if (link && (onward || !location.hash)) location.replace(link.href);
  }

  function offerTheme() {
    var button = document.querySelector("[data-theme-button]");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      var dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = dark ? "light" : "dark";
      stored("theme", root.dataset.theme);
    });
  }

  // Calls `act` now and again at each of the instants that is still to come.
  function followClock(instants, act) {
    act();
    var next = instants.filter(function (at) { return at > Date.now(); }).sort(function (a, b) { return a - b; })[0];
    if (next === undefined) return;
    setTimeout(function () { followClock(instants, act); }, Math.min(next - Date.now() + 50, LONGEST_TIMER_MS));
  }

  function phaseOf(starts, ends) {
    var now = Date.now();
    return now >= ends ? "past" : now >= starts ? "current" : "future";
  }

  function times(element) {
    return [Date.parse(element.dataset.starts), Date.parse(element.dataset.ends)];
  }

  function updateNotice(element) {
    if (!element.isConnected) return; // a newer list has taken its place
    var phase = phaseOf.apply(null, times(element));
    var words = element.querySelector("[data-phase-words]");
    if (words) {
      words.className = "phase " + phase;
      words.textContent = words.dataset[phase];
      element.classList.remove("future", "current", "past");
      element.classList.add(phase);
    }
    var list = document.querySelector('[data-phase-list="' + phase + '"]');
    var inList = element.closest("[data-phase-list]");
    if (list && inList && list !== inList) {
      list.prepend(element);
      list.closest("section").hidden = false;
      element.classList.toggle("over-now", phase === "past");
      var current = document.querySelector('[data-phase-list="current"]');
      document.querySelector("[data-empty]").hidden = current.children.length > 0;
      var future = document.querySelector('[data-phase-list="future"]');
      future.closest("section").hidden = future.children.length === 0;
    }
  }

  function followNotices() {
    document.querySelectorAll("[data-notice]").forEach(function (element) {
      followClock(times(element), function () { updateNotice(element); });
    });
  }

  var SHAPES = {
    extreme: "M8 2h8l6 6v8l-6 6H8l-6-6V8z", severe: "M12 2 23 21H1z", moderate: "M12 1 23 12 12 23 1 12z",
    minor: "M2 12a10 10 0 1 0 20 0 10 10 0 0 0-20 0", calm: "M2 12a10 10 0 1 0 20 0 10 10 0 0 0-20 0"
  };

  function shape(look) {
    var svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", "mark");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("width", "24");
    svg.setAttribute("height", "24");
    svg.setAttribute("aria-hidden", "true");
    var path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", SHAPES[look]);
    svg.append(path);
    return svg;
  }

  function line(className, href) {
    var element = document.createElement("p");
    element.className = "strip " + className;
    element.append(document.createElement("a"));
    element.firstChild.href = href;
    return element;
  }

  function strip(alert, base) {
    var element = line(alert.look, base + alert.href);
    var words = document.createElement("span");
    var bold = document.createElement("b");
    bold.textContent = alert.severity_words;
    words.append(bold, (alert.note ? " (" + alert.note + ")" : "") + " · " + [alert.headline, alert.areas, alert.until].join(" · "));
    element.firstChild.append(shape(alert.look), words);
    return element;
  }

  // The gravest alert in full and the number of the others; a page about an alert does not announce itself.
  var shown = 0;
  function showBanner(place, data) {
    var mine = ++shown; // timers of an older list must not overwrite a newer one
    var base = place.dataset.banner.replace("alerts/banner.json", "");
    var alerts = data.alerts.filter(function (alert) { return location.pathname.indexOf("/" + alert.href) < 0; });
    var instants = [];
    alerts.forEach(function (alert) { instants.push(Date.parse(alert.starts), Date.parse(alert.ends)); });
    followClock(instants, function () {
      if (mine !== shown) return;
      var current = alerts.filter(function (alert) {
        return phaseOf(Date.parse(alert.starts), Date.parse(alert.ends)) === "current";
      });
      var lines = current.slice(0, 1).map(function (alert) { return strip(alert, base); });
      if (current.length > 1) {
        var more = line("more", base + data.all);
        more.firstChild.textContent = data.more.replace("{}", current.length - 1);
        lines.push(more);
      }
      place.replaceChildren.apply(place, lines);
    });
  }

  function fetchBanner(address) {
    return fetch(address, { cache: "no-cache" })
      .then(function (reply) { return reply.ok ? reply.json() : Promise.reject(reply.status); });
  }

  // A list of alerts that is no longer the newest is exchanged for a fresh copy of its page.
  function refreshList(version) {
    var list = document.querySelector("[data-alerts]");
    if (!list || list.dataset.alerts === version) return;
    fetch(location.pathname, { cache: "no-cache" })
      .then(function (reply) { return reply.ok ? reply.text() : Promise.reject(reply.status); })
      .then(function (text) {
        var fresh = new DOMParser().parseFromString(text, "text/html").querySelector("[data-alerts]");
        if (!list.isConnected || fresh.dataset.alerts === list.dataset.alerts) return;
        list.replaceWith(fresh);
        followNotices();
      })
      .catch(function () { /* what was shown stays, and the next try comes with the next refresh */ });
  }

  var told = null;
  function loadBanner(place, coming) {
    coming.then(function (data) {
      told = data;
      showBanner(place, data);
      refreshList(data.version);
    }).catch(function () { if (told) showBanner(place, told); /* offline: what is known, by the clock of this moment */ });
  }

  // Asked for before the page itself is read, so that a warning seldom comes after the text.
  var bannerAddress = document.currentScript && document.currentScript.dataset.banner;
  var firstBanner = bannerAddress ? fetchBanner(bannerAddress) : null;
  if (firstBanner) firstBanner.catch(function () { /* told again to those who wait for it */ });

  function followEnds() {
    document.querySelectorAll("[data-until]").forEach(function (element) {
      var ends = Date.parse(element.dataset.until);
      followClock([ends], function () { element.hidden = Date.now() >= ends; });
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    passDoor();
    followEnds();
    offerTheme();
    followNotices();
    var place = document.querySelector("section[data-banner]");
    if (place && firstBanner) {
      var refresh = function () {
        document.querySelectorAll("[data-notice]").forEach(updateNotice); // timers stand still while a computer sleeps
        loadBanner(place, fetchBanner(bannerAddress));
      };
      loadBanner(place, firstBanner);
      setInterval(refresh, REFRESH_MS);
      document.addEventListener("visibilitychange", function () { if (!document.hidden) refresh(); });
    }
  });
})();
