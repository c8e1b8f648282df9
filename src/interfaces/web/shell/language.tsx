import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { browserStorage } from '../live/browser-storage.ts';
import type { Language } from './in-both.ts';
import { WORDS, type Words } from './words.ts';

const KEY = 'smeta-live:language';

interface Spoken {
  readonly language: Language;
  readonly words: Words;
  /** To the other one. */
  switchOver(): void;
}

const Context = createContext<Spoken | null>(null);

/** Russian or English: as the browser says, until somebody switches. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(initial);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const switchOver = () => {
    const other = language === 'ru' ? 'en' : 'ru';
    browserStorage('localStorage').setItem(KEY, other);
    setLanguage(other);
  };
  return <Context value={{ language, words: WORDS[language], switchOver }}>{children}</Context>;
}

export function useLanguage(): Spoken {
  const spoken = useContext(Context);
  if (!spoken) throw new Error('inside a LanguageProvider');
  return spoken;
}

function initial(): Language {
  const kept = browserStorage('localStorage').getItem(KEY);
  if (kept === 'ru' || kept === 'en') return kept;
  return navigator.language.startsWith('ru') ? 'ru' : 'en';
}
