/**
 * The calm theme over the component library: warm greys, deep green for the way home, apricot for "soon",
 * red only for what is overdue or dangerous. Sizes suit a laptop of 1366×768 and tired eyes.
 */
import { createTheme, type MantineColorsTuple } from '@mantine/core';

const home: MantineColorsTuple = [
  '#eef8f6',
  '#dff0ec',
  '#b9ded6',
  '#8cc9bd',
  '#5bb0a1',
  '#2f9385',
  '#0f7f72',
  '#0b6e63',
  '#085a51',
  '#06463f',
];
const soon: MantineColorsTuple = [
  '#fff7ec',
  '#fdefdc',
  '#f9dab0',
  '#f3c081',
  '#eda85b',
  '#dd8a2f',
  '#c8690a',
  '#b45a05',
  '#8f4704',
  '#7a3f04',
];
const danger: MantineColorsTuple = [
  '#fdf1f0',
  '#fbe6e4',
  '#f4c3bf',
  '#ea9b95',
  '#de6f68',
  '#c84740',
  '#b73029',
  '#a92323',
  '#8d1b1b',
  '#7f1616',
];
const gray: MantineColorsTuple = [
  '#faf7f1',
  '#f4f0e8',
  '#ece7dd',
  '#e0dacd',
  '#cfc8b9',
  '#a9a498',
  '#666c67',
  '#56605c',
  '#37443f',
  '#22302e',
];
const dark: MantineColorsTuple = [
  '#e7ece9',
  '#c2cdc9',
  '#a9b7b3',
  '#6c7c77',
  '#43524e',
  '#33413e',
  '#24302d',
  '#1c2624',
  '#182120',
  '#141b1a',
];

export const theme = createTheme({
  black: '#22302e',
  primaryColor: 'home',
  primaryShade: { light: 7, dark: 6 },
  colors: { home, soon, danger, red: danger, gray, dark },
  fontFamily: '"Noto Sans Variable", "Noto Sans", "DejaVu Sans", sans-serif',
  fontSizes: { xs: '12px', sm: '14px', md: '15px', lg: '17px', xl: '20px' },
  headings: {
    fontFamily: '"Noto Sans Variable", "Noto Sans", "DejaVu Sans", sans-serif',
    fontWeight: '700',
    sizes: {
      h1: { fontSize: '22px', lineHeight: '1.25' },
      h2: { fontSize: '15px', lineHeight: '1.35' },
      h3: { fontSize: '14px', lineHeight: '1.4' },
    },
  },
  defaultRadius: '8px',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    Modal: { defaultProps: { transitionProps: { duration: 0 } } },
    Drawer: { defaultProps: { transitionProps: { duration: 0 } } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true, transitionProps: { duration: 0 } } },
  },
});
