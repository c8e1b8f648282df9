import { Button } from '@mantine/core';
import { useLanguage } from './language.tsx';

/** To the other language, in its own words. */
export function LanguageButton() {
  const { language, words, switchOver } = useLanguage();
  return (
    <Button variant="subtle" lang={language === 'ru' ? 'en' : 'ru'} onClick={switchOver}>
      {words.language}
    </Button>
  );
}
