// Keeps the end of the thread in sight while it grows, unless the person has scrolled up to look at something.
const near = 120; // px from the end that still count as being there

export function listen(_, thread) {
  const stopping = new AbortController();
  let atEnd = true, last = scrollY, moved = -Infinity;
  const page = document.documentElement;
  // an empty thread teaches: it is read from its start
  const toEnd = () => thread.querySelector("article") && scrollTo({ top: page.scrollHeight, behavior: "instant" });
  const onMove = event => {
    if (event.type !== "pointerdown" || event.target === page) moved = performance.now(); // on the page itself: its scroll bar
  };
  // only a person who scrolls up leaves the end; a thread that shrinks and grows scrolls too
  const onScroll = () => {
    const left = page.scrollHeight - innerHeight - scrollY;
    if (left < near) atEnd = true;
    else if (scrollY < last && performance.now() - moved < 800) atEnd = false;
    last = scrollY;
  };
  const growth = new ResizeObserver(() => atEnd && toEnd());

  const options = { passive: true, signal: stopping.signal };
  addEventListener("scroll", onScroll, options);
  for (const type of ["wheel", "touchmove", "keydown", "pointerdown"]) addEventListener(type, onMove, options);
  growth.observe(thread);
  toEnd();
  return {
    toEnd() {
      atEnd = true;
      toEnd();
    },
    stop() {
      stopping.abort();
      growth.disconnect();
    },
  };
}
