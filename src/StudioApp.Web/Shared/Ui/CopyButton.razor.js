// Copies the button's text when it is clicked and says so for two seconds.
export function listen(_, button) {
  const stopping = new AbortController();
  let done;
  button.addEventListener("click", async () => {
    await copy(button.dataset.copy);
    button.dataset.copied = "";
    clearTimeout(done);
    done = setTimeout(() => delete button.dataset.copied, 2000);
  }, { signal: stopping.signal });
  return { stop: () => stopping.abort() };
}

async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);

  // over plain http from another machine there is no clipboard object
  const area = document.createElement("textarea");
  area.value = text;
  area.style.position = "fixed";
  area.style.opacity = "0";
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}
