// Shows a theme at once and remembers it for a year.
export function show(theme, cookie) {
  document.documentElement.dataset.theme = theme;
  document.cookie = `${cookie}=${theme}; path=/; max-age=31536000; samesite=lax`;
}
