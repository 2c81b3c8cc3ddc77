// Keeps the end of the thread in sight while it grows, unless the person has scrolled up to look at something.
const near = 120; // px from the end that still count as being there

export function listen(_, thread) {
  let atEnd = true;
  const page = document.documentElement;
  const toEnd = () => scrollTo({ top: page.scrollHeight, behavior: "instant" });
  const onScroll = () => (atEnd = page.scrollHeight - innerHeight - scrollY < near);
  const growth = new ResizeObserver(() => atEnd && toEnd());

  addEventListener("scroll", onScroll, { passive: true });
  growth.observe(thread);
  toEnd();
  return {
    toEnd() {
      atEnd = true;
      toEnd();
    },
    stop() {
      removeEventListener("scroll", onScroll);
      growth.disconnect();
    },
  };
}
