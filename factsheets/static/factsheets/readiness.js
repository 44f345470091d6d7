// The panel “Ready for readers?”: asks again after each autosave, and leads from an entry to its field or block.
(() => {
    "use strict";

    const WAIT = 300;
    // Where one writes comes before what one clicks.
    const WRITTEN_IN = [
        '[contenteditable="true"]',
        'input:not([type="hidden"]):not([disabled])',
        "textarea:not([disabled])",
        "select:not([disabled])",
    ].join(",");
    const CLICKED = "button:not([disabled]), a[href]";

    const panel = () => document.querySelector("[data-readiness]");
    const form = () => document.querySelector("form[data-edit-form]");

    let waiting = 0;
    let asking = null;
    let said = null;

    // The panel itself may be closed, and what is hidden is not said: so the sentence stands apart.
    const announcement = document.createElement("div");
    announcement.className = "w-sr-only";
    announcement.setAttribute("role", "status");
    announcement.setAttribute("aria-live", "polite");

    function askSoon() {
        window.clearTimeout(waiting);
        waiting = window.setTimeout(ask, WAIT);
    }

    async function ask() {
        const shown = panel();
        if (!shown || !shown.dataset.url) return;
        if (asking) asking.abort();
        asking = new AbortController();
        try {
            const answer = await fetch(shown.dataset.url, {
                headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" },
                credentials: "same-origin",
                signal: asking.signal,
            });
            if (answer.ok) show(shown, await answer.json());
        } catch (problem) {
            if (problem.name !== "AbortError") throw problem;
        }
    }

    function show(shown, report) {
        if (shown.dataset.shown !== report.html) {
            replace(shown, report.html);
            shown.dataset.shown = report.html;
        }
        const counter = document.querySelector(
            '[data-side-panel-toggle="readiness"] [data-side-panel-toggle-counter]',
        );
        if (counter) {
            counter.textContent = report.count.toLocaleString(document.documentElement.lang || undefined);
            counter.hidden = report.count === 0;
        }
        if (said !== report.summary) {
            said = report.summary;
            announcement.textContent = said;
        }
    }

    // Somebody may have gone into the list with the keyboard: the entry they were on keeps the focus.
    function replace(shown, html) {
        const buttons = () => [...shown.querySelectorAll("a, button")];
        const at = buttons().indexOf(document.activeElement);
        shown.innerHTML = html;
        const now = buttons();
        if (at >= 0 && now.length) now[Math.min(at, now.length - 1)].focus();
    }

    function placeOf(button) {
        const paths = [...button.dataset.readinessPieces.split(" "), button.dataset.readinessField].filter(Boolean);
        for (const path of paths) {
            const found = form()?.querySelector(`[data-contentpath="${CSS.escape(path)}"]`);
            if (found) return found;
        }
        const name = button.dataset.readinessField;
        return (
            document.getElementById(`id_${name}-FORMS`)?.closest("[data-panel]") ||
            form()?.querySelector(`[name="${CSS.escape(name)}"]`)?.closest("[data-panel], [data-field]")
        );
    }

    // Tabs and panels around the place are opened first, from the outside in.
    function reveal(place) {
        const around = [];
        for (let each = place; each; each = each.parentElement) around.unshift(each);
        around.forEach((each) => {
            if (each.matches('[role="tabpanel"]') && each.hidden) {
                document.querySelector(`[role="tab"][href="#${CSS.escape(each.id)}"]`)?.click();
            }
            if (each.matches("[data-panel]")) {
                const toggle = each.querySelector("[data-panel-toggle]");
                if (toggle?.closest("[data-panel]") === each && toggle.getAttribute("aria-expanded") === "false") {
                    toggle.click();
                }
            }
        });
    }

    function goTo(place) {
        reveal(place);
        const find = (selector) =>
            [...place.querySelectorAll(selector)].find(
                (each) =>
                    each.offsetParent !== null &&
                    !each.closest(".w-panel__header, .w-field__comment-button, .Draftail-Toolbar, .Draftail-MetaToolbar"),
            );
        const first = find(WRITTEN_IN) || find(CLICKED);
        const target = first || place;
        if (!first) place.setAttribute("tabindex", "-1");
        target.scrollIntoView({ block: "center" });
        target.focus({ preventScroll: true });
    }

    document.addEventListener("w-autosave:success", askSoon);
    document.addEventListener("DOMContentLoaded", () => {
        document.body.append(announcement);
        const toggle = document.querySelector('[data-side-panel="readiness"]');
        toggle?.addEventListener("show", askSoon);
    });
    document.addEventListener("click", (event) => {
        const button = event.target.closest?.("[data-readiness-field]");
        const place = button && placeOf(button);
        if (place) goTo(place);
    });
})();
