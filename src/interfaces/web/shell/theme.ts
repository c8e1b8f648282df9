import { createTheme } from '@mantine/core';

/** Controls are 48 px high, for a thumb in a glove; colours keep 7 : 1 against their ground. */
export const THEME = createTheme({
  primaryColor: 'blue',
  primaryShade: { light: 9, dark: 9 },
  fontFamily: 'system-ui, sans-serif',
  components: {
    Button: { defaultProps: { size: 'md', h: 48 } },
    TextInput: { defaultProps: { size: 'md', styles: { input: { minHeight: 48 } } } },
    PasswordInput: { defaultProps: { size: 'md', styles: { input: { minHeight: 48 } } } },
    NativeSelect: { defaultProps: { size: 'md', styles: { input: { minHeight: 48 } } } },
  },
});
