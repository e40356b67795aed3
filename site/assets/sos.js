// The page for people in danger: keeps a call until it has arrived, and asks what becomes of it. One file for old phones.
(function () {
  "use strict";
  const KEPT = "sos", TIMEOUT_MS = 20000;
  const AGAIN_MS = 5000, AGAIN_MOST_MS = 60000; // between two tries to send
  const ASK_MS = 15000, ASK_MOST_MS = 300000; // between two looks, ever more seldom: each costs battery
  const GRADE = 1.5, MOST_WORDS = 300;
  const find = (selector) => document.querySelector(selector);
  const form = find("[data-form=sos]"), words = JSON.parse(find("[data-words]").textContent);
  const language = document.documentElement.lang;
  // `phone`; `last`: what was typed last; `queue`: what waits to be sent, in its order; `call`: id and secret; `seen`: what
  // was last heard of it.
  let kept = { phone: "", last: null, queue: [], call: null, seen: null };
  let point = {}, isSending = false, isWriting = false, why = "unsent", told = "";
  let againMs = AGAIN_MS, askMs = ASK_MS, againTimer, askTimer;

  function load() {
    try { kept = Object.assign(kept, JSON.parse(localStorage.getItem(KEPT))); } catch (error) { /* nothing is kept, or may be */ }
  }

  function save() {
    try { localStorage.setItem(KEPT, JSON.stringify(kept)); } catch (error) { /* it lasts as long as the page */ }
  }

  function newKey() {
    return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  // Never rejects: { status, body, wait }; status 0 where no answer came.
  async function post(path, body, key) {
    const headers = { "Content-Type": "application/json" };
    if (key) headers["Idempotency-Key"] = key;
    const late = new Promise((resolve, reject) => { setTimeout(reject, TIMEOUT_MS); });
    try {
      const reply = await Promise.race([fetch("/api/v1/sos" + path, { method: "POST", headers, body: JSON.stringify(body), cache: "no-store" }), late]);
      return { status: reply.status, wait: Number(reply.headers.get("Retry-After")) || 0, body: await reply.json() };
    } catch (error) {
      return { status: 0, wait: 0, body: {} };
    }
  }

  async function batteryPercent() {
    try { return Math.round((await navigator.getBattery()).level * 100); } catch (error) { return null; }
  }

  // What waits is sent one after the other, each with its own key, so that it counts once however often it goes out.
  async function sendAll() {
    if (isSending || !kept.queue.length) return;
    isSending = true;
    clearTimeout(againTimer);
    const message = kept.queue[0], sent = JSON.stringify(message.body);
    const reply = message.isCall ? await post("", message.body, message.key) : await postNews(message);
    isSending = false;
    settle(message, sent, reply);
  }

  function postNews({ key, body }) {
    if (!kept.call) return Promise.resolve({ status: 404, wait: 0, body: {} });
    return post("/" + kept.call.id + "/updates", Object.assign({ token: kept.call.token }, body), key);
  }

  function settle(message, sent, { status, wait, body }) {
    if (status === 200 || status === 201) {
      if (body.token) kept.call = { id: body.id, token: body.token };
      hear(body);
      told = message.body.safe && body.is_open ? "safe-noted" : "";
      if (JSON.stringify(message.body) === sent) kept.queue.shift(); // changed meanwhile, it goes out once more
      againMs = AGAIN_MS;
    } else if (status === 422) {
      kept.queue.shift();
      isWriting = true;
      form.elements.words.value = message.body.words || "";
      show();
      refuse(body);
    } else if (status === 404 || status === 409) {
      kept.queue.shift();
      ask();
    } else {
      why = status === 429 ? "too-many-calls" : "unsent";
      againTimer = setTimeout(sendAll, Math.max(Math.min(wait * 1000, AGAIN_MOST_MS), againMs));
      againMs = Math.min(againMs * GRADE, AGAIN_MOST_MS);
      show();
      return;
    }
    save();
    show();
    askLater();
    sendAll();
  }

  function hear(seen) {
    if (!kept.seen || kept.seen.state !== seen.state || kept.seen.answer !== seen.answer) askMs = ASK_MS;
    kept.seen = { state: seen.state, is_open: seen.is_open, answer: seen.answer, received_at: seen.received_at,
      seen_at: seen.seen_at, on_the_way_at: seen.on_the_way_at, reached_at: seen.reached_at };
    if (!seen.is_open) kept.last = null;
  }

  async function ask() {
    clearTimeout(askTimer);
    if (!kept.call || document.hidden || (kept.seen && !kept.seen.is_open)) return;
    const { status, body } = await post("/" + kept.call.id + "/views", { token: kept.call.token });
    askMs = Math.min(askMs * GRADE, ASK_MOST_MS);
    if (status === 200) hear(body);
    if (status === 404) Object.assign(kept, { call: null, seen: null, queue: kept.queue.filter((one) => one.isCall) });
    if (status === 404) complain("form", "gone");
    save();
    show();
    askLater();
  }

  function askLater() {
    clearTimeout(askTimer);
    askTimer = setTimeout(ask, askMs);
  }

  function enqueue(isCall, body) {
    const waiting = isCall && kept.queue.find((one) => one.isCall);
    if (waiting) { // the same call, whether or not it has arrived
      body.words = [body.words, waiting.body.words].filter(Boolean).join(" · ").slice(0, MOST_WORDS);
      waiting.body = body;
    } else kept.queue.push({ isCall, key: newKey(), body });
    save();
    isWriting = false;
    show();
    find("#status").focus();
    find("#status").scrollIntoView();
    sendAll();
  }

  async function submit(event) {
    event.preventDefault();
    const body = await read();
    kept.phone = body.phone;
    if (!check(body)) return;
    const isCall = !kept.call || !kept.seen || !kept.seen.is_open;
    const isSamePlace = Boolean(kept.last) && JSON.stringify(kept.last.place) === JSON.stringify(body.place);
    kept.last = Object.assign({}, body, { words: "" });
    form.elements.words.value = "";
    if (!isCall) {
      for (const name of ["phone", "language", isSamePlace && "place"]) delete body[name];
    }
    enqueue(isCall, body);
  }

  async function read() {
    const given = new FormData(form), place = { ward: given.get("ward"), address: given.get("address") };
    const body = {
      phone: given.get("phone").trim(), place: Object.assign(place, point), people: Math.min(Math.max(Number(given.get("people")) || 1, 1), 500),
      water: given.get("water"), needs: given.getAll("needs"), words: given.get("words").trim(), language,
    };
    const battery = await batteryPercent();
    if (battery !== null) body.battery = battery;
    return body;
  }

  function check({ phone, place }) {
    const isPlaced = "lat" in place || place.ward || place.address.trim();
    complain("form", "");
    complain("place", isPlaced ? "" : "place-missing");
    complain("phone", phone ? "" : "phone-missing");
    return Boolean(phone && isPlaced);
  }

  function refuse({ field_codes: codes }) {
    const known = Object.keys(codes || {}).filter((name) => codes[name] in words);
    for (const name of known) complain(name, codes[name]);
    if (!known.length) complain("form", "invalid-input");
  }

  function complain(name, code) {
    const place = document.getElementById(name + "-error"), field = document.getElementById(name);
    place.textContent = words[code] || "";
    place.hidden = !code;
    if (name === "phone") field.setAttribute("aria-invalid", Boolean(code));
    if (code && field) field.focus();
  }

  const clock = (seconds) => new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit" }).format(seconds * 1000);

  function show() {
    const { call, seen, queue } = kept, isUnsent = queue.length > 0;
    const isForm = isWriting || !(call || isUnsent), isOpen = isUnsent || !seen || seen.is_open;
    find("[data-part=form]").hidden = !isForm;
    find("[data-part=status]").hidden = isForm && !isUnsent;
    put("[data-unsent]", isUnsent);
    put("[data-why]", isUnsent, words[why]);
    put("[data-now]", Boolean(seen), seen ? words[told || "now-" + seen.state] : "");
    put("[data-answer]", Boolean(seen && seen.answer), seen ? seen.answer : "");
    put("[data-steps]", Boolean(seen));
    put("[data-open]", isOpen && !isForm);
    put("[data-closed]", !isOpen && !isForm);
    for (const step of document.querySelectorAll("[data-at]")) {
      const at = seen ? seen[step.dataset.at] : 0;
      step.classList.toggle("done", Boolean(at));
      step.querySelector("span").textContent = at ? clock(at) : "";
    }
  }

  function put(selector, isShown, text) {
    const place = find(selector);
    place.hidden = !isShown;
    if (text !== undefined && place.textContent !== text) place.textContent = text;
  }

  function locate() {
    const say = (code, value) => { find("[data-located]").textContent = words[code].replace("{}", value); };
    const lost = () => say("position-lost");
    if (!navigator.geolocation) { lost(); return; }
    say("position-wait");
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      const round = (degrees) => Math.round(degrees * 1e6) / 1e6;
      point = { lat: round(coords.latitude), long: round(coords.longitude), accuracy: Math.min(Math.ceil(coords.accuracy), 1e6) };
      complain("place", "");
      say("position-found", point.accuracy);
    }, lost, { enableHighAccuracy: true, timeout: TIMEOUT_MS, maximumAge: 60000 });
  }

  // What was typed before the page was loaded anew, so that telling more takes nothing back.
  function fill({ people, water, needs, place }) {
    const { ward, address, lat, long, accuracy } = place;
    Object.entries({ people, water, ward, address }).forEach(([name, value]) => { form.elements[name].value = value; });
    form.querySelectorAll("[name=needs]").forEach((box) => { box.checked = needs.includes(box.value); });
    if (lat !== undefined) point = { lat, long, accuracy };
  }

  function write() {
    isWriting = true;
    show();
    find("#send").focus();
  }

  load();
  form.elements.phone.value = kept.phone;
  if (kept.last) fill(kept.last);
  form.onsubmit = submit;
  form.querySelector("[type=submit]").disabled = false;
  find("[data-locate]").onclick = locate;
  find("[data-change]").onclick = write;
  find("[data-again]").onclick = sendAll;
  find("[data-safe]").onclick = () => enqueue(false, { safe: true });
  find("[data-anew]").onclick = () => { Object.assign(kept, { call: null, seen: null }); told = ""; save(); write(); };
  addEventListener("online", sendAll);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { askMs = ASK_MS; sendAll(); ask(); } });
  show();
  sendAll();
  ask();
}());
