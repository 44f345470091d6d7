/**
 * Where the focus goes: it must never be lost, nor hidden, for those who write without a mouse.
 *
 * Wagtail focuses the first button of a chooser, which is hidden while nothing is chosen, and after choosing goes back to
 * the one that is hidden from then on.
 */
(() => {
  const { telepath } = window;
  const PICTURES = "wagtail.images.widgets.ImageChooser";
  if (!telepath || telepath.keepsFocus) return;
  telepath.keepsFocus = true;

  const focusIn = (chooser) =>
    Array.from(chooser.querySelectorAll("button"))
      .find((button) => button.offsetParent)
      ?.focus();

  // After choosing

  let chooser = null;

  document.addEventListener(
    "click",
    (event) => {
      if (event.target.closest("[data-chooser-action-choose]")) chooser = event.target.closest('[id$="-chooser"]');
    },
    true,
  );

  window.jQuery(document).on("hidden.bs.modal", () => {
    if (chooser && !document.activeElement?.offsetParent) focusIn(chooser);
    chooser = null;
  });

  // A block that was just added unfolds after it got the focus, and may come to lie below the bar with “Save draft”.

  document.addEventListener("focusin", ({ target }) => {
    if (target.getAttribute("role") !== "textbox") return;
    window.setTimeout(() => {
      if (document.activeElement === target) target.scrollIntoView({ block: "nearest" });
    }, 500);
  });

  // A block with a picture that was just added; whichever of the two scripts comes first.

  const keepingFocus = (Chooser) =>
    class extends Chooser {
      render(...place) {
        const widget = super.render(...place);
        return Object.assign(widget, { focus: () => focusIn(widget.chooserElement) });
      }
    };

  const { register } = telepath;
  telepath.register = (name, constructor) =>
    register.call(telepath, name, name === PICTURES ? keepingFocus(constructor) : constructor);
  if (telepath.constructors[PICTURES]) telepath.register(PICTURES, telepath.constructors[PICTURES]);
})();
