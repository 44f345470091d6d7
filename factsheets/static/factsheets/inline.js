/**
 * The inline marks in Draftail: links, citations, terms, phrases in another language.
 *
 * The buttons are declared in factsheets/rich_text/features.py, what is stored in factsheets/rich_text/converting.py.
 * A character of Draft.js has one entity at most. So a link, a term and a phrase on the same words are one entity that
 * carries the data of all of them; a citation is an entity of its own, which nothing else may cover or divide.
 */
(() => {
  const { React, DraftJS, draftail } = window;
  if (!draftail || draftail.hasInlineMarks) return;
  draftail.hasInlineMarks = true;

  const { EditorState, Modifier, SelectionState } = DraftJS;
  const MARKS = ["CONTENTLINK", "TERM", "FOREIGN"];
  const CITATION = "CITATION";
  const MENU = "INLINE_MENU";
  const settings = { contents: "", strings: {} };

  // Where things are in a text

  const typeAt = (content, block, offset) => {
    const key = block.getEntityAt(offset);
    return key ? content.getEntity(key).getType() : null;
  };

  /** The citation that an offset lies strictly inside of, as [start, end]. */
  const citationAround = (content, block, offset) => {
    if (offset <= 0 || offset >= block.getLength()) return null;
    const key = block.getEntityAt(offset - 1);
    if (!key || key !== block.getEntityAt(offset) || content.getEntity(key).getType() !== CITATION) return null;
    let [start, end] = [offset, offset];
    while (start > 0 && block.getEntityAt(start - 1) === key) start -= 1;
    while (end < block.getLength() && block.getEntityAt(end) === key) end += 1;
    return [start, end];
  };

  const span = (block, start, end) =>
    SelectionState.createEmpty(block.getKey()).merge({ anchorOffset: start, focusOffset: end, hasFocus: true });

  const endOf = (selection) =>
    selection.merge({
      anchorKey: selection.getEndKey(),
      anchorOffset: selection.getEndOffset(),
      focusKey: selection.getEndKey(),
      focusOffset: selection.getEndOffset(),
      isBackward: false,
    });

  const blocksIn = (content, selection) => {
    const blocks = content.getBlocksAsArray();
    const keys = blocks.map((block) => block.getKey());
    return blocks.slice(keys.indexOf(selection.getStartKey()), keys.indexOf(selection.getEndKey()) + 1);
  };

  /** The selection by block: what of it is in each. */
  const spansIn = (content, selection) =>
    blocksIn(content, selection).map((block) => ({
      block,
      start: block.getKey() === selection.getStartKey() ? selection.getStartOffset() : 0,
      end: block.getKey() === selection.getEndKey() ? selection.getEndOffset() : block.getLength(),
    }));

  const wordAt = (content, selection) => {
    const block = content.getBlockForKey(selection.getStartKey());
    const isLetter = (offset) => /[\p{L}\p{M}\p{N}'’-]/u.test(block.getText()[offset] || "");
    let [start, end] = [selection.getStartOffset(), selection.getStartOffset()];
    while (start > 0 && isLetter(start - 1) && typeAt(content, block, start - 1) !== CITATION) start -= 1;
    while (end < block.getLength() && isLetter(end) && typeAt(content, block, end) !== CITATION) end += 1;
    return span(block, start, end);
  };

  /** Draftail names the entity before the caret too; at the end of a link something new begins. */
  const isWithin = (content, caret, key) => {
    const block = content.getBlockForKey(caret.getStartKey());
    const offset = caret.getStartOffset();
    return Boolean(key) && block.getEntityAt(offset) === key && block.getEntityAt(offset - 1) === key;
  };

  /** Whether just this entity is selected, as it is when somebody chose to change it. */
  const isWhole = (editorState, key) => {
    const selection = editorState.getSelection();
    const whole = key && draftail.DraftUtils.getEntitySelection(editorState, key);
    const edges = ["getStartKey", "getStartOffset", "getEndKey", "getEndOffset"];
    return Boolean(whole) && edges.every((edge) => whole[edge]() === selection[edge]());
  };

  // Changing a text

  const dataWith = (existing, chosen) => {
    const data = { ...existing, ...chosen };
    if (chosen.url) ["content", "kind"].forEach((name) => delete data[name]);
    if (chosen.content) delete data.url;
    return data;
  };

  /** Lay a mark over the selection, together with the marks that are there, but never over a citation. */
  const applyMark = (content, selection, type, chosen) =>
    spansIn(content, selection).reduce((changed, { block, start, end }) => {
      let result = changed;
      for (let from = start; from < end; ) {
        const key = block.getEntityAt(from);
        let to = from + 1;
        while (to < end && block.getEntityAt(to) === key) to += 1;
        if (typeAt(content, block, from) !== CITATION) {
          const existing = key ? content.getEntity(key).getData() : {};
          result = result.createEntity(type, "MUTABLE", dataWith(existing, chosen));
          result = Modifier.applyEntity(result, span(block, from, to), result.getLastCreatedEntityKey());
        }
        from = to;
      }
      return result;
    }, content);

  const mark = (editorState, type, entityKey, chosen, title) => {
    let content = editorState.getCurrentContent();
    let selection = editorState.getSelection();
    if (selection.isCollapsed() && isWithin(content, selection, entityKey)) {
      selection = draftail.DraftUtils.getEntitySelection(editorState, entityKey);
    } else if (selection.isCollapsed() && type !== "CONTENTLINK") {
      selection = wordAt(content, selection);
    }
    if (!selection.isCollapsed()) {
      content = applyMark(content, selection, type, chosen);
    } else if (title) {
      content = content.createEntity(type, "MUTABLE", chosen);
      content = Modifier.replaceText(content, selection, title, null, content.getLastCreatedEntityKey());
      selection = content.getSelectionAfter();
    } else {
      return editorState;
    }
    const changed = EditorState.push(editorState, content, "apply-entity");
    return EditorState.forceSelection(changed, endOf(selection));
  };

  /** Put a citation where the selection ends. A blank between it and the one before would make two groups of them. */
  const cite = (editorState, entityKey, chosen) => {
    let content = editorState.getCurrentContent();
    let place = endOf(editorState.getSelection());
    if (isWhole(editorState, entityKey) && content.getEntity(entityKey).getType() === CITATION) {
      place = editorState.getSelection();
    } else {
      const block = content.getBlockForKey(place.getStartKey());
      const offset = place.getStartOffset();
      if (block.getText()[offset - 1] === " " && typeAt(content, block, offset - 2) === CITATION) {
        place = span(block, offset - 1, offset);
      }
    }
    content = content.createEntity(CITATION, "IMMUTABLE", chosen);
    content = Modifier.replaceText(content, place, chosen.label, null, content.getLastCreatedEntityKey());
    const changed = EditorState.push(editorState, content, "insert-characters");
    return EditorState.forceSelection(changed, content.getSelectionAfter());
  };

  // Dialogs

  const editorIn = (wrapper) => {
    const inputs = wrapper?.parentNode?.querySelectorAll("input") || [];
    return Array.from(inputs).find((input) => input.draftailEditor)?.draftailEditor;
  };

  const focusFirst = (modal) => {
    const field = () => modal.body.find("input:visible, select:visible").filter("[type!=hidden]").first();
    modal.container.one("shown.bs.modal", () => field().trigger("focus"));
    field().trigger("focus");
  };

  const onload = () => ({
    ...window.CHOOSER_MODAL_ONLOAD_HANDLERS,
    choose(modal, data) {
      window.CHOOSER_MODAL_ONLOAD_HANDLERS.choose(modal, data);
      modal.ajaxifyForm(modal.body.find("form[data-phrase]"));
      const isAddress = Boolean(modal.body.find("#id_address-url").val());
      window.setTimeout(() => {
        if (isAddress) modal.body.find("#tab-label-create").get(0).click();
        focusFirst(modal);
      });
    },
    reshow_creation_form(modal, data) {
      window.CHOOSER_MODAL_ONLOAD_HANDLERS.reshow_creation_form(modal, data);
      modal.body.find("#tab-create").removeAttr("hidden").find("input:visible").first().trigger("focus");
    },
  });

  class InlineSource extends draftail.ModalWorkflowSource {
    componentDidMount() {
      // Draftail has just made it read-only, and no other one is while a dialog is open.
      this.wrapper = document.querySelector(".Draftail-Editor--readonly")?.closest("[data-draftail-editor-wrapper]");
      super.componentDidMount();
    }

    getChooserConfig(entity) {
      const { url, language } = entity?.getData() || {};
      return {
        url: this.props.entityType.chooserUrls.chooser,
        urlParams: { ...(url && { url }), ...(language && { language }) },
        onload: onload(),
        responses: { chosen: this.onChosen },
      };
    }

    onChosen({ title, ...chosen }) {
      const { editorState, entityKey, entityType, onComplete } = this.props;
      const changed =
        entityType.type === CITATION
          ? cite(editorState, entityKey, chosen)
          : mark(editorState, entityType.type, entityKey, chosen, title);
      this.workflow.close();
      onComplete(changed);
    }

    onClose(event) {
      super.onClose(event);
      window.setTimeout(() => editorIn(this.wrapper)?.focus(), 50);
    }
  }

  // How a mark looks

  const icon = (name) => React.createElement(window.wagtail.components.Icon, { name });

  const shown = (type, data) => {
    const address = data.content || data.reference || data.term;
    const named = { CITATION: "openquote", TERM: "info-circle", FOREIGN: "globe", CONTENTLINK: "link" }[type];
    const words = [data.url, settings.strings[data.kind], data.term && settings.strings.term, data.language];
    return {
      icon: icon(named),
      label: type === CITATION ? settings.strings.citation : words.filter(Boolean).join(" · "),
      url: data.url || (address ? `${settings.contents}${address}/` : null),
    };
  };

  const InlineEntity = (props) => {
    const entity = props.contentState.getEntity(props.entityKey);
    const data = entity.getData();
    const entityShown = React.createElement(draftail.TooltipEntity, { ...props, ...shown(entity.getType(), data) });
    const attributes = { className: `inline-mark inline-mark--${entity.getType().toLowerCase()}` };
    return React.createElement("span", { ...attributes, ...(data.language && { lang: data.language }) }, entityShown);
  };

  // Keys

  /** No caret inside a citation: what is typed there would undo it, and Enter would make two of it. */
  const outsideOfCitations = (editorState, before) => {
    const selection = editorState.getSelection();
    const content = editorState.getCurrentContent();
    const edge = (key, offset, isForward) => {
      const inside = citationAround(content, content.getBlockForKey(key), offset);
      return inside ? inside[isForward ? 1 : 0] : offset;
    };
    const isForward = before.getFocusOffset() <= selection.getFocusOffset();
    const isRange = !selection.isCollapsed();
    const moved = selection.merge({
      anchorOffset: edge(selection.getAnchorKey(), selection.getAnchorOffset(), isRange ? selection.getIsBackward() : isForward),
      focusOffset: edge(selection.getFocusKey(), selection.getFocusOffset(), isRange ? !selection.getIsBackward() : isForward),
    });
    const isSame = moved.getAnchorOffset() === selection.getAnchorOffset() && moved.getFocusOffset() === selection.getFocusOffset();
    return isSame ? editorState : EditorState.forceSelection(editorState, moved);
  };

  let previousSelection = SelectionState.createEmpty("");

  draftail.registerPlugin(
    {
      type: "INLINE",
      initialize() {
        Object.assign(settings, { contents: this.contents, strings: this.strings });
      },
      keyBindingFn(event) {
        if (event.keyCode === 75 && DraftJS.KeyBindingUtil.hasCommandModifier(event) && !event.shiftKey) return MARKS[0];
        if (event.key === "F10" && event.altKey) return MENU;
        return undefined;
      },
      handleKeyCommand(command) {
        if (command !== MENU) return "not-handled";
        openMenu(document.activeElement.closest("[data-draftail-editor-wrapper]"));
        return "handled";
      },
      onChange(editorState) {
        const selection = editorState.getSelection();
        const before = previousSelection;
        previousSelection = selection;
        return selection.getHasFocus() ? outsideOfCitations(editorState, before) : editorState;
      },
    },
    "plugins",
  );

  // The menu of all marks, for those who write without a mouse

  const actionsOf = (editor) => [
    ...editor.props.inlineStyles.map((style) => ({ ...style, act: () => editor.toggleInlineStyle(style.type) })),
    ...editor.props.entityTypes.map((type) => ({ ...type, isDialog: true, act: () => editor.onRequestSource(type.type) })),
  ];

  const nameOf = (action) => action.description || settings.strings[action.type] || action.label || action.type;

  function openMenu(wrapper) {
    const editor = editorIn(wrapper);
    if (!editor) return;
    const caret = DraftJS.getVisibleSelectionRect(window);
    const frame = wrapper.getBoundingClientRect();
    const menu = document.createElement("ul");
    menu.className = "inline-menu";
    menu.setAttribute("role", "menu");
    menu.setAttribute("aria-label", settings.strings.menu);
    if (caret) menu.style.insetBlockStart = `${caret.bottom - frame.top + 4}px`;
    const close = () => editor.focus(); // which removes the menu, see below
    const entries = actionsOf(editor).map((action) => {
      const entry = document.createElement("li");
      entry.setAttribute("role", "menuitem");
      entry.tabIndex = -1;
      entry.textContent = nameOf(action);
      entry.addEventListener("click", () => {
        close();
        window.setTimeout(action.act, 50);
      });
      menu.append(entry);
      return entry;
    });
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    menu.addEventListener("keydown", (event) => {
      const at = entries.indexOf(document.activeElement);
      if (event.key in moves) entries.at((at + moves[event.key]) % entries.length).focus();
      else if (event.key === "Enter" || event.key === " ") document.activeElement.click();
      else if (event.key === "Escape") close();
      else if (event.key.length === 1) {
        const from = [...entries.slice(at + 1), ...entries.slice(0, at + 1)];
        from.find((each) => each.textContent.toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
      } else return;
      event.preventDefault();
      event.stopPropagation();
    });
    menu.addEventListener("focusout", (event) => {
      if (!menu.contains(event.relatedTarget)) window.setTimeout(() => menu.remove());
    });
    wrapper.append(menu);
    entries[0].focus();
  }

  [...MARKS, CITATION].forEach((type) =>
    draftail.registerPlugin({ type, source: InlineSource, decorator: InlineEntity }, "entityTypes"),
  );
})();
