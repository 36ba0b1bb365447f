// Makes the search page live: for the next search it fetches the same page and swaps in its parts. The server renders
// everything, and without this script every control is a plain form or link.
(() => {
  "use strict";
  document.documentElement.classList.add("js");
  const byId = (id) => document.getElementById(id);
  const [form, box, main] = ["search", "q", "Main"].map(byId);
  const script = document.currentScript.getAttribute("src");
  const [TYPING_MS, KEYS_MS] = [150, 300];
  let shown = location.href; // the search whose answer is on the page
  let request = null; // the one search on its way: { url, controller, back, controls as they were }
  let timer = 0; // a search that waits for the next key
  // The history is settled, or its newest entry is still being typed. From settled, everything pushes an entry. While
  // typing, further keys replace it, so that Back returns to where the typing began, be it to the same words.
  let typing = false;
  let byKeys = false; // the slider is moved by keys, not by a pointer

  // True for addresses of one search: fragments and the order of parameters tell none apart.
  function same(one, other) {
    const key = (url) => JSON.stringify([url.pathname, [...url.searchParams].map(String).sort()]);
    return key(new URL(one)) === key(new URL(other));
  }

  // The address of what the controls hold, as the server would write it: what has its default is left out, and two ends
  // of years are one value.
  function controls() {
    const parameters = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (value !== "" && !(name === "sort" && value === "relevance")) parameters.append(name, value);
    }
    for (const group of document.querySelectorAll(".interval")) {
      const ends = [...group.querySelectorAll("[type=number]")];
      const [from, to] = ends.map((end) => (end.validity.valid ? end.value : ""));
      for (const end of ends) parameters.delete(end.name);
      const span = from && to && Number(from) > Number(to) ? `${to}..${from}` : `${from}..${to}`;
      if (from || to) parameters.set(group.dataset.name, from === to ? from : span);
    }
    return new URL(`./?${parameters}`.replace(/\?$/, ""), location.href);
  }

  // The search that is asked for. The controls do not know yet where a search on its way leads, a link's say: what was
  // changed in them since it was sent is asked of there.
  function asked() {
    const now = controls();
    if (!request) return now.href;
    const next = new URL(request.url);
    for (const name of new Set([...now.searchParams.keys(), ...request.controls.searchParams.keys()])) {
      const values = now.searchParams.getAll(name);
      if (String(values) === String(request.controls.searchParams.getAll(name))) continue;
      next.searchParams.delete(name);
      next.searchParams.delete("offset");
      for (const value of values) next.searchParams.append(name, value);
    }
    return next.href;
  }

  function done() {
    request = null;
    main.removeAttribute("aria-busy");
  }
  function cancel() {
    clearTimeout(timer);
    request?.controller.abort();
    done();
  }
  // Stops waiting for an answer, and yet goes on from what was asked.
  function hold() {
    clearTimeout(timer);
    request?.controller.abort();
  }
  function later(delay_ms, how) {
    clearTimeout(timer);
    timer = setTimeout(() => go(asked(), how), delay_ms);
  }

  // Shows the answer to `url`. `how` it came: typed, submitted, more (hits are added), back (the history has moved
  // already), again (even if it is what is shown).
  async function go(url, how = {}) {
    cancel();
    if (byId("failure")?.contains(document.activeElement)) main.focus({ preventScroll: true });
    byId("failure")?.remove();
    if (same(url, shown) && !how.again) return record(url, how);
    const controller = new AbortController();
    request = { controller, url, back: how.back, controls: controls() };
    main.setAttribute("aria-busy", "true");
    const sent = { words: box.value, text: document.activeElement?.value };
    try {
      const response = await fetch(url, { signal: controller.signal });
      const next = await page(response);
      if (controller.signal.aborted) return;
      const target = response.redirected ? response.url : url;
      // A page that is not ours, or of another version, is loaded, not swapped.
      const isOurs = next.querySelector("script[src]")?.getAttribute("src") === script;
      if (!isOurs) return how.back ? location.reload() : location.assign(target);
      record(target, how);
      const [from, to] = [shown, target].map((address) => new URL(address).searchParams);
      shown = target;
      swap(next, { ...how, sent, isNewList: ["q", "offset"].some((name) => from.get(name) !== to.get(name)) });
      done();
    } catch (error) {
      if (controller.signal.aborted) return;
      done();
      fail(url, how, error);
    }
  }

  // The page in an answer; what is no page, and a server in trouble, is a failure.
  async function page(response) {
    if ([414, 431].includes(response.status)) throw new RangeError("This search is too long.");
    const isPage = response.headers.get("content-type")?.startsWith("text/html");
    if (!isPage || response.status >= 500) throw new Error(`no page: ${response.status}`);
    return new DOMParser().parseFromString(await response.text(), "text/html");
  }

  function record(url, how) {
    const isTyped = Boolean(how.typed) && document.activeElement === box;
    const isNew = !how.back && !same(url, location.href);
    const isRun = typing && (how.typed || how.submitted);
    if (isNew && !isRun) history.replaceState({ top: scrollY }, ""); // where Back shall return to
    if (isNew) history[isRun ? "replaceState" : "pushState"](null, "", url.split("#")[0]);
    typing = isTyped && (typing || isNew);
  }

  // Says so and keeps what is there; the link repeats the search.
  function fail(url, how, error) {
    byId("found").insertAdjacentHTML("beforebegin", '<p id="failure" class="note" role="alert"></p>');
    if (error instanceof RangeError) return byId("failure").append(error.message);
    const link = Object.assign(document.createElement("a"), { href: url, textContent: "Try again" });
    link.className = how.more ? "again more" : "again";
    byId("failure").append(navigator.onLine ? "The search got no answer. " : "There is no connection. ", link);
  }

  function swap(next, how) {
    const kept = keep(how.sent);
    const [total, list] = [next.getElementById("total").textContent, main.querySelector("ol.hits")];
    // A search that was refused has no filters: those that were chosen stay.
    const isRefused = next.querySelector("#found > [role=alert]") !== null;
    document.title = next.title;
    if (byId("total").textContent !== total) byId("total").textContent = total; // announced where it differs
    if (!how.typed && box.value === how.sent.words) box.value = next.getElementById("q").value;
    if (!isRefused) byId("sort").value = next.getElementById("sort").value;
    const added = how.more && list ? [...next.querySelectorAll("ol.hits > li")].filter((hit) => !byId(hit.id)) : [];
    if (added.length > 0) {
      list.append(...added);
      next.querySelector("ol.hits").replaceWith(list); // the hits that are there stay
    }
    const replaced = isRefused ? ["found"] : ["carried", "found", "filters"];
    for (const id of replaced) byId(id).replaceChildren(...next.getElementById(id).childNodes);
    const shownOrNot = isRefused ? ["summary"] : ["summary", "to-filters", "filters"];
    for (const id of shownOrNot) byId(id).hidden = next.getElementById(id).hidden;
    restore(kept, how);
    added[0]?.querySelector("h3 a").focus({ preventScroll: true });
    const top = how.isNewList ? 0 : kept.top;
    scrollTo(0, how.back ? (history.state?.top ?? top) : top);
  }

  // What a reader set up in the parts about to be replaced; `sent` is what their input held when the search was
  // sent: what they wrote since is kept.
  function keep(sent) {
    const active = document.activeElement;
    const isText = active?.matches(".within, [type=number]");
    return {
      active,
      top: scrollY,
      text: isText && active.value !== sent.text ? active.value : null,
      selection: active?.matches(".within") ? [active.selectionStart, active.selectionEnd] : null,
      within: [...document.querySelectorAll(".within")].map(({ id, value }) => [id, value]),
      open: [...document.querySelectorAll("#filters summary")].map(({ id, parentElement: { open, dataset } }) =>
        [id, dataset.wasOpen ? dataset.wasOpen === "true" : open]),
    };
  }

  function restore({ active, text, selection, within, open }, how) {
    for (const [id, wasOpen] of open) {
      const details = byId(id)?.parentElement;
      // Going back, the server opens the folds that hold a choice.
      details?.toggleAttribute("open", wasOpen || Boolean(how.back && details.open));
    }
    for (const [id, value] of within.filter(([id, value]) => value && byId(id))) {
      byId(id).value = value;
      narrow(byId(id));
    }
    if (!active || active.isConnected) return;
    const twins = active.name ? [...document.getElementsByName(active.name)] : [];
    const candidates = [byId(active.id), twins.find(({ value }) => value === active.value)];
    const twin = candidates.find((own) => own?.getClientRects().length > 0) ?? main;
    if (text !== null && twin !== main) twin.value = text;
    twin.focus({ preventScroll: true });
    if (selection && twin !== main) twin.setSelectionRange(...selection);
  }

  // Case, accents and width tell no two texts apart.
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();

  function narrow(input) {
    const group = input.closest("fieldset");
    const sought = folded(input.value);
    const details = group.querySelector("details");
    // The folded values are searched too; afterwards the fold is as it was.
    details.dataset.wasOpen ??= details.open;
    details.open = sought !== "" || details.dataset.wasOpen === "true";
    if (!sought) delete details.dataset.wasOpen;
    group.classList.toggle("narrowed", sought !== "");
    let matches = 0;
    for (const choice of group.querySelectorAll(".choice")) {
      const isMatch = folded(choice.querySelector(".name").textContent).includes(sought);
      choice.hidden = !isMatch && !choice.querySelector("input").checked;
      matches += isMatch;
    }
    group.querySelector(".none").textContent = matches === 0 ? "No value matches" : "";
    if (sought && group.querySelector(".left-out") && !group.dataset.fetched) fetchValues(group, input);
  }

  // The page lists the most frequent values only. All of them are fetched once an answer, when they are sought.
  async function fetchValues(group, input) {
    const { field } = group.dataset;
    const url = new URL(shown.split("#")[0]);
    const asks = { facets: field, facet_limit: 1000, limit: 0, offset: 0 };
    for (const [name, value] of Object.entries(asks)) url.searchParams.set(name, value);
    group.dataset.fetched = "true";
    try {
      const next = await page(await fetch(url));
      const all = [...next.querySelectorAll(".values-of")].find((own) => own.dataset.field === field);
      if (!all?.querySelector("details") || !group.isConnected) return;
      all.querySelector("details").open = group.querySelector("details").dataset.wasOpen === "true";
      replaceChoices(group.querySelector(".choices"), all.querySelector(".choices"));
      narrow(input);
    } catch {
      delete group.dataset.fetched; // the next key tries again
    }
  }

  // What was chosen since the values were asked for stays chosen, and the focus where it was.
  function replaceChoices(old, all) {
    const isChosen = new Map([...old.querySelectorAll("input")].map(({ value, checked }) => [value, checked]));
    for (const own of all.querySelectorAll("input")) own.checked = isChosen.get(own.value) ?? own.checked;
    const active = old.contains(document.activeElement) ? document.activeElement : null;
    old.replaceWith(all);
    const twins = [...all.querySelectorAll("input, summary")];
    twins.find((own) => active && (active.id ? own.id === active.id : own.value === active.value))?.focus();
  }

  // Keeps the sliders of a group apart, and paints what they say at once.
  function paint(slider) {
    const group = slider.closest(".interval");
    const [low, high] = group.querySelectorAll("[type=range]");
    if (Number(low.value) > Number(high.value)) slider.value = (slider === low ? high : low).value;
    const [first, last, least, greatest] = [low.value, high.value, low.min, low.max].map(Number);
    const [from, to] = group.querySelectorAll("[type=number]");
    // A slider at its end leaves that end open. The other end may lie beyond what is counted now, and stays.
    if (slider === low) from.value = first === least ? "" : first;
    else to.value = last === greatest ? "" : last;
    for (const bar of group.querySelectorAll("rect")) {
      const inside = first <= Number(bar.dataset.last) && Number(bar.dataset.first) <= last;
      bar.setAttribute("class", inside ? "inside" : "outside");
    }
    for (const [input, year] of [[low, first], [high, last]]) {
      const pages = Number(group.dataset.counts.split(",")[year - least]);
      input.setAttribute("aria-valuetext", `${year}: ${pages.toLocaleString("en")} ${pages === 1 ? "page" : "pages"}`);
    }
    group.querySelector(".plot").classList.toggle("first-above", first - least > greatest - first);
  }

  // Events are heard at the document, because the parts they come from are replaced.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    const isModified = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || link.target || isModified || event.button !== 0 || event.defaultPrevented) return;
    const isSearch = link.origin === location.origin && link.pathname === location.pathname;
    if (!isSearch || link.getAttribute("href").startsWith("#")) return;
    event.preventDefault();
    const again = link.matches(".again");
    go(again || !link.search ? link.href : withWords(new URL(link.href)), { more: link.matches(".more"), again });
  });

  // A link knows the words that were searched; words typed since are asked for with it.
  function withWords(url) {
    const [linked, searched] = [url, new URL(shown)].map(({ searchParams }) => searchParams.get("q") ?? "");
    if (linked === searched && box.value !== searched) {
      url.searchParams.delete("offset");
      url.searchParams.set("q", box.value);
      if (box.value === "") url.searchParams.delete("q");
    }
    return url.href;
  }

  document.addEventListener("submit", (event) => {
    if (event.target !== form) return;
    event.preventDefault();
    go(asked(), { submitted: true });
  });

  document.addEventListener("input", (event) => {
    const control = event.target;
    if (control === box && !event.isComposing) later(TYPING_MS, { typed: true });
    if (control.matches(".within")) narrow(control);
    if (control.type !== "range") return;
    hold(); // an answer to an earlier state must not take the slider out of the hand
    paint(control);
  });

  // A composition is waited for: its intermediate letters are no words.
  box.addEventListener("compositionstart", () => clearTimeout(timer));
  box.addEventListener("compositionend", () => later(TYPING_MS, { typed: true }));
  box.addEventListener("blur", () => { typing = false; });

  document.addEventListener("change", (event) => {
    const control = event.target;
    if (control.type === "range") later(byKeys ? KEYS_MS : 0);
    else if (control.form !== form || control === box) return;
    else if (control.type !== "number") go(asked());
    else if (control.reportValidity()) {
      hold();
      later(KEYS_MS);
    }
  });

  // A slider that is dragged and brought back changes nothing, and yet a search was given up for it.
  document.addEventListener("pointerup", (event) => event.target.type === "range" && later(0));
  document.addEventListener("pointerdown", () => { byKeys = false; });
  document.addEventListener("keydown", (event) => {
    byKeys = true;
    const { target, key } = event;
    if (key === "Escape" && target.matches(".within") && target.value) {
      event.preventDefault();
      target.value = "";
      narrow(target);
    }
    const isText = target.isContentEditable || target.matches("select, input:not([type=checkbox], [type=range])");
    if (key !== "/" || isText || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    box.focus();
    box.select();
  });

  function follow() {
    if (!same(location.href, shown)) go(location.href, { back: true });
    else if (request?.back) cancel(); // there and back again before the answer came
  }
  addEventListener("popstate", follow);
  addEventListener("pagehide", cancel);
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    follow();
    later(TYPING_MS, { typed: true }); // words that were not sent when the page was left
  });
})();
