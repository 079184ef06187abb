// The shell's own behaviour, which needs no language and no engine.

/** Addresses after `#` name views here, so the way past the tabs is walked by script. */
document.querySelector("#skip").addEventListener("click", (event) => {
  event.preventDefault();
  const view = document.querySelector("#view");
  (view.querySelector("h1") ?? view).focus();
});
