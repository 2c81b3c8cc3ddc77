export function scrollToEnd() {
  // after the layout of what was just rendered
  requestAnimationFrame(() => scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" }));
}
