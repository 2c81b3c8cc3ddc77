// Tells the grid its width and walks its cards by keyboard. Cards are found by their place, wherever the list has scrolled.
export function listen(grid, root) {
  const stopping = new AbortController();
  const on = (target, type, handler) => target.addEventListener(type, handler, { signal: stopping.signal });
  let width = 0;

  const sizes = new ResizeObserver(([entry]) => {
    const now = Math.floor(entry.contentRect.width);
    if (now > 0 && now !== width) {
      width = now;
      grid.invokeMethodAsync("WidthChangedAsync", now);
    }
  });
  sizes.observe(root);

  on(root, "keydown", event => {
    const card = event.target.closest("article[data-place]");
    if (!card || event.ctrlKey || event.altKey || event.metaKey) return;
    const place = Number(card.dataset.place);
    const { columns, total } = shape();
    const last = total - 1;
    const to = {
      ArrowLeft: place - 1, ArrowRight: place + 1, ArrowUp: place - columns, ArrowDown: Math.min(place + columns, last),
      Home: 0, End: last,
    }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      if (to >= 0 && to <= last) focusPlace(to);
      else if (event.key === "ArrowUp") search()?.focus();
    } else if (event.key === "f" || event.key === "F") {
      card.querySelector("[data-act=favourite]")?.click();
    } else if (event.key === "Delete") {
      event.preventDefault();
      card.querySelector("[data-act=delete]")?.click();
      focusSuccessor(place, link(place)?.id);
    }
  });

  on(document, "keydown", event => {
    if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector("[role=dialog]")) return;
    const writing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !writing) {
      event.preventDefault();
      search()?.focus();
    } else if (event.key === "ArrowDown" && event.target === search()) {
      event.preventDefault();
      focusPlace(0);
    }
  });

  function shape() {
    const rows = root.querySelector("[data-columns]");
    return { columns: Number(rows?.dataset.columns ?? 1), total: Number(rows?.dataset.total ?? 0), rowHeight: Number(rows?.dataset.rowHeight ?? 0) };
  }

  const search = () => document.getElementById("gallery-search");
  const link = place => root.querySelector(`article[data-place="${place}"] a`);

  // a card that does not exist yet is scrolled to and waited for
  async function focusPlace(place) {
    if (place < 0) return;
    if (!link(place)) {
      const { columns, rowHeight } = shape();
      const top = root.getBoundingClientRect().top + scrollY + Math.floor(place / columns) * rowHeight;
      scrollTo({ top: top - innerHeight / 3 });
      await appears(() => link(place));
    }
    link(place)?.focus({ preventScroll: true });
    link(place)?.closest("article").scrollIntoView({ block: "nearest" });
  }

  // the clip after a deleted one moves up into its place; after the last one, the one before it is next
  async function focusSuccessor(place, gone) {
    await appears(() => !document.getElementById(gone));
    focusPlace(Math.min(place, shape().total - 1));
  }

  function appears(find) {
    return new Promise(resolve => {
      const finish = () => { changes.disconnect(); clearTimeout(giveUp); resolve(); };
      const changes = new MutationObserver(() => find() && finish());
      changes.observe(root, { childList: true, subtree: true });
      const giveUp = setTimeout(finish, 2000);
    });
  }

  return {
    isAtTop: () => scrollY < 80,
    scrollToTop: () => scrollTo({ top: 0 }),
    stop: () => { sizes.disconnect(); stopping.abort(); },
  };
}
