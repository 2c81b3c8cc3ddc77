// Plays a video while it is in sight. One that the person has paused stays paused.
export function listen(_, video) {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return { stop() { } };

  let paused = false, ours = false;
  video.muted = true;
  video.addEventListener("pause", () => { paused = !ours && !video.ended; ours = false; });
  video.addEventListener("play", () => { paused = false; });

  const sight = new IntersectionObserver(([entry]) => {
    if (entry.isIntersecting && !paused) {
      // refused when the page may not play by itself: the controls are there
      video.play().catch(() => { });
    } else if (!entry.isIntersecting && !video.paused) {
      ours = true;
      video.pause();
    }
  }, { threshold: 0.4 });
  sight.observe(video);
  return { stop: () => sight.disconnect() };
}
