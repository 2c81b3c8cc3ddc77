// A picture, chosen, dropped anywhere on the page or pasted, goes to the server by HTTP; the page only gets its name.
const isPicture = file => file.type.startsWith("image/");

// fetch does not tell how much of a body has gone
function post(file, onProgress, signal) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "api/v1/pictures");
    request.setRequestHeader("content-type", isPicture(file) ? file.type : "application/octet-stream");
    request.responseType = "json";
    request.upload.onprogress = event => onProgress(event.loaded / event.total);
    request.onload = () => resolve(request);
    request.onerror = () => reject(new Error("The picture was not sent."));
    request.onabort = () => reject(signal.reason);
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

export function listen(component, box) {
  const stopping = new AbortController();
  const options = { signal: stopping.signal };
  const input = box.querySelector("input[type=file]");
  const composer = box.closest("form") ?? box;
  let sending = null;

  const showLocal = (file, signal) => {
    const image = box.querySelector("img[data-local]");
    if (!image) return;
    image.src = URL.createObjectURL(file);
    signal.addEventListener("abort", () => URL.revokeObjectURL(image.src));
  };
  const showProgress = part => {
    const bar = box.querySelector("progress");
    if (!bar) return;
    if (part < 1) bar.value = part;
    else bar.removeAttribute("value"); // it has gone; now it is being read
  };

  const send = async file => {
    sending?.abort();
    const mine = sending = new AbortController();
    try {
      await component.invokeMethodAsync("Begin");
      if (mine.signal.aborted) return;
      showLocal(file, mine.signal);
      const answer = await post(file, showProgress, mine.signal);
      if (sending !== mine) return;
      const body = answer.response;
      await (answer.status === 201
        ? component.invokeMethodAsync("Take", body.id)
        : component.invokeMethodAsync("Refuse", body?.code ?? "", body?.detail ?? "", body?.arguments ?? []));
    } catch (e) {
      if (sending !== mine || stopping.signal.aborted) return;
      if (mine.signal.aborted) return await component.invokeMethodAsync("End");
      console.warn("The picture could not be sent.", e);
      await component.invokeMethodAsync("Refuse", "", "", []);
    } finally {
      if (sending === mine) sending = null;
      mine.abort(); // lets go of the local picture
    }
  };

  input.addEventListener("change", () => {
    const [file] = input.files;
    input.value = ""; // the same file can be chosen again
    if (file) send(file);
  }, options);

  // here and not on the server: a browser opens its file dialog only for a click that has just been
  composer.addEventListener("click", event => {
    const does = event.target.closest?.("[data-picture]")?.dataset.picture;
    if (does === "choose") input.click();
    else if (does === "cancel") sending?.abort();
  }, options);

  const carries = event => [...(event.dataTransfer?.items ?? [])].some(item => item.kind === "file" && isPicture(item));
  const lightUp = on => composer.toggleAttribute("data-dropping", on);
  document.addEventListener("dragover", event => {
    if (!carries(event)) return;
    event.preventDefault();
    lightUp(true);
  }, options);
  document.addEventListener("dragleave", event => event.relatedTarget || lightUp(false), options);
  document.addEventListener("drop", event => {
    lightUp(false);
    const file = [...(event.dataTransfer?.files ?? [])].find(isPicture);
    if (!file) return;
    event.preventDefault();
    send(file);
  }, options);

  document.addEventListener("paste", event => {
    // a piece of a document comes as text and as a picture of itself: whoever pastes it into words means the words
    const data = event.clipboardData;
    const file = [...(data?.files ?? [])].find(isPicture);
    if (!file || data.types.includes("text/plain")) return;
    event.preventDefault();
    send(file);
  }, options);

  return {
    stop() {
      stopping.abort();
      sending?.abort();
    },
  };
}
