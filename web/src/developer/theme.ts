const SANS = "system-ui, -apple-system, 'PingFang SC', 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif"
const MONO = "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, 'Noto Sans Mono CJK SC', monospace"

/** The palette of the pages (shared/styles/tokens.css) for the viewer, which takes values and no variables. */
export const theme = {
  spacing: { sectionVertical: 28 },
  breakpoints: { medium: '1000px', large: '1440px' },
  colors: {
    primary: { main: '#2438a6' },
    success: { main: '#08734a' },
    error: { main: '#a8101b' },
    text: { primary: '#171a2b', secondary: '#4f5367' },
    border: { dark: '#d8d1c2', light: '#ebe5d8' },
    responses: {
      success: { color: '#04583a', backgroundColor: '#e6f2ec' },
      error: { color: '#a8101b', backgroundColor: '#fbe6e4' },
    },
    http: { get: '#04583a', post: '#182a86', put: '#7a3b00', patch: '#6b2c7a', delete: '#980c16' },
  },
  typography: {
    fontSize: '16px',
    lineHeight: '1.6',
    fontFamily: SANS,
    headings: { fontFamily: SANS, fontWeight: '700' },
    code: { fontFamily: MONO, fontSize: '14px', color: '#182a86', backgroundColor: '#e4e7f8', wrap: true },
    links: { color: '#2438a6', visited: '#2438a6' },
  },
  sidebar: { backgroundColor: '#fffdf8', textColor: '#171a2b', activeTextColor: '#2438a6', width: '300px' },
  rightPanel: { backgroundColor: '#171a2b', width: '42%' },
  codeBlock: { backgroundColor: '#0d0f1a' },
}
