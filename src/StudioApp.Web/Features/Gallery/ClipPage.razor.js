// The clip page's keys: neighbours, play, single frames, favourite, delete. The player's own keys stay its own.
export function listen() {
  const stopping = new AbortController();
  let shown = 0;
  // now, not when the server asks: until then the film would have run on
  document.addEventListener("click", event => {
    if (!event.target.closest?.("[data-act=frame]")) return;
    const video = document.querySelector(".clip-page[data-keys] video");
    video.pause();
    shown = video.currentTime;
  }, { signal: stopping.signal, capture: true });
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || document.querySelector("[role=dialog]")) return;
    const page = document.querySelector(".clip-page[data-keys]");
    if (!page) return;
    const at = event.target;
    if (at.closest?.("input, textarea, select, [contenteditable]")) return;
    const video = page.querySelector("video");
    const act = name => page.querySelector(`[data-act=${name}]:not([aria-disabled])`)?.click();
    const inPlayer = at === video;
    const step = frames => {
      video.pause();
      video.currentTime = Math.max(0, video.currentTime + frames / Number(video.dataset.rate || 24));
    };
    const keys = {
      ArrowLeft: inPlayer ? null : () => act("newer"),
      ArrowRight: inPlayer ? null : () => act("older"),
      ",": () => step(-1),
      ".": () => step(1),
      " ": inPlayer || at.closest?.("button, a, summary") ? null : () => (video.paused ? video.play() : video.pause()),
      f: () => act("favourite"),
      F: () => act("favourite"),
      Delete: () => act("delete"),
    };
    const does = keys[event.key];
    if (!does) return;
    event.preventDefault();
    does();
  }, { signal: stopping.signal });
  return { moment: () => shown, stop: () => stopping.abort() };
}
