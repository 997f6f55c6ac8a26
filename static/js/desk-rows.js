// Rows that fold (FoldedRows): a row that was just added has the focus, and the one that the address names is open.

{
  const FIRST = "input:not([type=hidden], [type=checkbox]), select:not(.select2-hidden-accessible), textarea, .select2-selection";

  document.addEventListener("formset:added", ({ target: row }) => {
    setTimeout(() => row.querySelector(".desk-lines")?.querySelector(FIRST)?.focus()); // choices are made by then
  });

  // Browsers do so by themselves, but not all of them yet.
  const openNamed = () => {
    const named = document.getElementById(location.hash.slice(1))?.closest("details.desk-fold");
    if (named) named.open = true;
  };
  addEventListener("hashchange", openNamed);
  addEventListener("load", openNamed);
}
