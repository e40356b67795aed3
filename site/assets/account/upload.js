// Sends one file by a signed form and tells how far it is; fetch cannot tell that.
const STALLED_MS = 30000;

// Never rejects: a reply as of `send`. `tell` gets the part that has left, 0 to 1.
export function upload({ url, fields, max_bytes }, file, tell) {
  if (!file || file.size > max_bytes) return refusal("picture-large");
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("file", file);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    let timer;
    const alive = () => { clearTimeout(timer); timer = setTimeout(() => request.abort(), STALLED_MS); };
    request.upload.onprogress = ({ loaded, total }) => { alive(); tell(loaded / total); };
    request.onloadend = () => {
      clearTimeout(timer);
      resolve(request.status >= 200 && request.status < 300 ? { ok: true, body: {} } : refusal(request.status ? "upload-refused" : "upload-cut"));
    };
    request.open("POST", url);
    alive();
    request.send(form);
  });
}

export const refusal = (code) => ({ ok: false, body: { code, fields: { picture: code }, field_codes: { picture: code } } });
