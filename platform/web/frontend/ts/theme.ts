// Runs before the first paint: the chosen theme, if one was chosen; otherwise the system decides.
try {
  const theme = localStorage.getItem("gradus:theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // storage may be forbidden: then the system's theme it is
}
