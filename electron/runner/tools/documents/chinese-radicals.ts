/**
 * Fonts share one glyph between a character and the radical of the same shape, and PDF writers often name the radical:
 * a search for the character would then find nothing. Radicals become the characters they look like.
 *
 * Source: Unicode's NFKC for U+2F00 to U+2FD5 and its EquivalentUnifiedIdeograph.txt for the radicals below, of which
 * the ones that are characters of their own are listed.
 */
export function withoutRadicals(text: string): string {
  return text.replace(/[\u2e80-\u2fdf]/g, (radical) => characterOfRadical.get(radical) ?? radical.normalize('NFKC'))
}

const radicals =
  '⺁⺌⺎⺐⺒⺓⺔⺖⺗⺛⺝⺟⺠⺧⺩⺪⺬⺮⺯⺰⺱⺳⺶⺷⺸⺻⺼⺽⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻋⻌⻐⻑⻒⻓⻔⻕⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻫⻬⻭⻮⻯⻰⻱⻲⻳'
const characters =
  '厂小兀尢巳幺彑忄㣺旡月母民牛王疋礻竹糸纟罒㓁羊羊羊聿肉臼艹虎衤覀西见角角讠贝车辶钅長镸长门阝雨青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄斉齐歯齿竜龙龜亀龟'
const characterOfRadical = new Map([...radicals].map((radical, index) => [radical, [...characters][index] ?? radical]))
