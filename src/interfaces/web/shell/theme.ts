import { createTheme, DEFAULT_THEME, type MantineColorsTuple } from '@mantine/core';

const [B0, B1, B2, B3, B4, B5, B6, B7] = DEFAULT_THEME.colors.blue;
/** White stands out from the last two (a button, and one under the mouse) 7 : 1 and more. */
const BLUE: MantineColorsTuple = [B0, B1, B2, B3, B4, B5, B6, B7, '#0f5799', '#0b4a85'];

/** Controls are 48 px high, for a thumb in a glove; colours keep 7 : 1 against their ground. */
export const THEME = createTheme({
  colors: { blue: BLUE },
  primaryColor: 'blue',
  primaryShade: { light: 9, dark: 9 },
  fontFamily: 'system-ui, sans-serif',
  components: {
    Menu: { defaultProps: { styles: { item: { minHeight: 48, fontSize: 'var(--mantine-font-size-md)' } } } },
    Button: { defaultProps: { size: 'md', h: 48 } },
    TextInput: { defaultProps: { size: 'md', styles: { input: { minHeight: 48 } } } },
    PasswordInput: { defaultProps: { size: 'md', styles: { input: { minHeight: 48 } } } },
    NativeSelect: { defaultProps: { size: 'md', styles: { input: { minHeight: 48 } } } },
  },
});
