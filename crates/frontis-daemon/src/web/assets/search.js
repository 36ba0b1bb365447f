// Comfort only: the page does everything without it.
(() => {
  const form = document.getElementById("search");
  const box = document.getElementById("q");
  const key = "frontis-focus";
  document.documentElement.classList.add("js");

  // A checkbox or the order applies at once; afterwards the focus is where it was.
  for (const control of form.elements) {
    if (control.type !== "checkbox" && control.tagName !== "SELECT") continue;
    control.addEventListener("change", () => {
      sessionStorage.setItem(key, JSON.stringify([control.name, control.value, scrollY]));
      form.requestSubmit();
    });
  }
  const [name, value, top] = JSON.parse(sessionStorage.getItem(key) || "[]");
  sessionStorage.removeItem(key);
  for (const control of form.elements) {
    if (name && control.name === name && (control.value === value || control.tagName === "SELECT")) {
      const fold = control.closest("details");
      if (fold) fold.open = true;
      control.focus({ preventScroll: true });
      scrollTo(0, top);
    }
  }

  // Short addresses: what is not set is not sent.
  form.addEventListener("formdata", ({ formData }) => {
    for (const [name, value] of [...formData]) {
      if (value === "" || (name === "sort" && value === "relevance")) formData.delete(name);
    }
  });

  addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]), select, textarea");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
})();
