// Reports that are written and not sent yet, with their pictures, as this browser keeps them.
const STORE = "drafts";
const SENT_KEPT_SECONDS = 7 * 24 * 60 * 60; // how long the page goes on telling that one was sent
const seconds = () => Math.floor(Date.now() / 1000);
let opened;

function open() {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open("reports", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "key" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  return opened;
}

// Where a browser keeps nothing, drafts live as long as the page.
const memory = new Map();
const pageStore = {
  put: (draft) => { memory.set(draft.key, draft); return {}; },
  get: (key) => ({ result: memory.get(key) }),
  delete: (key) => ({ result: memory.delete(key) }),
  getAll: () => ({ result: [...memory.values()] }),
};

function runInPage(act) {
  const asked = act(pageStore);
  asked.onsuccess?.();
  return asked.result;
}

export const isKept = () => open().then(() => true, () => false);

// What `act` asked of the store, once all of it is written.
async function run(mode, act) {
  if (!(await isKept())) return runInPage(act);
  const transaction = (await open()).transaction(STORE, mode);
  const asked = act(transaction.objectStore(STORE));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(asked.result);
    transaction.onabort = () => reject(transaction.error);
  });
}

// The key goes with the report from its first moment, so however often it is sent, it arrives once.
export function newDraft(category) {
  return { key: crypto.randomUUID(), category, owner: "", state: "writing", values: {}, media: [], written_at: seconds(), sent_at: 0, report_id: "", is_tried: false, problem: null };
}

export const putDraft = (draft) => run("readwrite", (store) => store.put(draft));
export const getDraft = (key) => run("readonly", (store) => store.get(key));
export const removeDraft = (key) => run("readwrite", (store) => store.delete(key));

// Those that are still here, the newest first; what was sent long ago goes.
export async function listDrafts() {
  const all = await run("readonly", (store) => store.getAll());
  const old = all.filter(({ state, sent_at }) => state === "sent" && sent_at < seconds() - SENT_KEPT_SECONDS);
  await Promise.all(old.map(({ key }) => removeDraft(key)));
  return all.filter((one) => !old.includes(one)).sort((one, other) => other.written_at - one.written_at);
}

// Changes one in one step, whatever other tabs do; nothing where it is gone, or where `change` answers with nothing.
export function changeDraft(key, change) {
  return run("readwrite", (store) => {
    const asked = store.get(key);
    asked.onsuccess = () => {
      const changed = asked.result && change(asked.result);
      if (changed) store.put({ ...asked.result, ...changed });
    };
    return asked;
  });
}
