/** The two languages of a page. Both stand in the markup, and the root's `lang` says which one is seen (demo.css). */

const KEY = 'smeta-language';

/** Says something in both languages, so that switching needs nobody to say it again. */
export function speak(element, ru, en) {
  element.replaceChildren(inLanguage('ru', ru), inLanguage('en', en));
}

function inLanguage(lang, text) {
  const span = document.createElement('span');
  span.lang = lang;
  span.textContent = text;
  return span;
}

/** Buttons with `data-language` switch. Titles and options can hold no markup: theirs are `data-ru` and `data-en`. */
export function startLanguages() {
  const buttons = [...document.querySelectorAll('[data-language]')];
  for (const button of buttons) button.addEventListener('click', () => choose(button.lang));
  choose(remembered() ?? (navigator.language.startsWith('ru') ? 'ru' : 'en'));

  function choose(lang) {
    document.documentElement.lang = lang;
    for (const button of buttons) button.setAttribute('aria-pressed', String(button.lang === lang));
    for (const element of document.querySelectorAll('[data-ru]')) element.textContent = element.dataset[lang];
    remember(lang);
  }
}

/** @returns {'ru' | 'en'} */
export function language() {
  return document.documentElement.lang;
}

function remembered() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // the browser keeps nothing for this page
  }
}

function remember(lang) {
  try {
    localStorage.setItem(KEY, lang);
  } catch {
    // then it is asked anew each time
  }
}
