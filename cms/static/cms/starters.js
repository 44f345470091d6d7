/* Starts the parts of the admin that Wagtail starts by inline scripts, which our policy refuses (docs/decisions/0010).
 *
 * In place of such a script stands <template data-start="InlinePanel" data-arguments="[…]">, put there by
 * cms/starters.py and cms/templates/wagtailadmin/. Only the names below are started, whatever a page says.
 */
(() => {
  const FUNCTIONS = ["initDateChooser", "initTimeChooser", "initDateTimeChooser", "createTaskChooser"];
  const CLASSES = ["Chooser", "PageChooser", "SnippetChooser", "ImageChooser", "DocumentChooser", "InlinePanel",
    "MultipleChooserPanel"];

  function start(element) {
    const { start: name, arguments: words } = element.dataset;
    if (!document.contains(element) || "started" in element.dataset || typeof window[name] !== "function") return;
    element.dataset.started = "";
    if (FUNCTIONS.includes(name)) window[name](...JSON.parse(words));
    if (CLASSES.includes(name)) new window[name](...JSON.parse(words));
  }

  function startAllIn(root) {
    if (root.matches?.("template[data-start]")) start(root);
    root.querySelectorAll?.("template[data-start]").forEach(start);
  }

  // Parts come with the page, and later: another row of a panel, a dialogue, a list of results.
  new MutationObserver((changes) => {
    for (const change of changes) change.addedNodes.forEach(startAllIn);
  }).observe(document.documentElement, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", () => startAllIn(document));
})();
