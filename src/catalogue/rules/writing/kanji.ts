/**
 * 旧字・異体字: which characters a Japanese catalogue treats as the same one. Each pair is the form as printed, then the form everyone types.
 * Forms that Unicode normalisation (NFKC) already makes equal, such as 神 and 神, are not repeated here.
 */

/** 常用漢字表 (2010): the 康熙字典体 it prints in brackets. */
const joyo = `
  亞亜 惡悪 壓圧 圍囲 醫医 爲為 壹壱 隱隠 榮栄 營営 衞衛 驛駅 圓円 鹽塩 緣縁 艷艶 應応 歐欧 毆殴 櫻桜 奧奥 橫横 溫温 穩穏
  假仮 價価 畫画 會会 繪絵 壞壊 懷懐 槪概 擴拡 殼殻 覺覚 學学 嶽岳 樂楽 渴渇 罐缶 卷巻 陷陥 勸勧 寬寛 關関 歡歓 觀観 氣気
  歸帰 龜亀 僞偽 戲戯 犧犠 舊旧 據拠 擧挙 虛虚 峽峡 挾挟 狹狭 鄕郷 曉暁 區区 驅駆 勳勲 薰薫 徑径 莖茎 惠恵 揭掲 溪渓 經経
  螢蛍 輕軽 繼継 鷄鶏 藝芸 擊撃 缺欠 硏研 縣県 儉倹 劍剣 險険 圈圏 檢検 獻献 權権 顯顕 驗験 嚴厳 廣広 效効 恆恒 黃黄 鑛鉱
  號号 國国 黑黒 碎砕 濟済 齋斎 劑剤 雜雑 參参 棧桟 蠶蚕 慘惨 贊賛 殘残 絲糸 齒歯 兒児 辭辞 濕湿 實実 寫写 釋釈 壽寿 收収
  從従 澁渋 獸獣 縱縦 肅粛 處処 緖緒 敍叙 將将 稱称 涉渉 燒焼 證証 奬奨 條条 狀状 乘乗 淨浄 剩剰 疊畳 繩縄 壤壌 孃嬢 讓譲
  釀醸 觸触 囑嘱 眞真 寢寝 愼慎 盡尽 圖図 粹粋 醉酔 穗穂 隨随 髓髄 樞枢 數数 瀨瀬 聲声 齊斉 靜静 竊窃 攝摂 專専 淺浅 戰戦
  踐践 錢銭 潛潜 纖繊 禪禅 雙双 壯壮 爭争 莊荘 搜捜 插挿 巢巣 曾曽 瘦痩 裝装 總総 騷騒 增増 藏蔵 臟臓 卽即 屬属 續続 墮堕
  對対 體体 帶帯 滯滞 臺台 瀧滝 擇択 澤沢 擔担 單単 膽胆 團団 斷断 彈弾 遲遅 癡痴 蟲虫 晝昼 鑄鋳 廳庁 徵徴 聽聴 敕勅 鎭鎮
  遞逓 鐵鉄 點点 轉転 傳伝 燈灯 當当 黨党 盜盗 稻稲 鬭闘 德徳 獨独 讀読 屆届 貳弐 惱悩 腦脳 霸覇 拜拝 廢廃 賣売 麥麦 發発
  髮髪 拔抜 晚晩 蠻蛮 祕秘 濱浜 甁瓶 拂払 佛仏 倂併 竝並 餠餅 邊辺 變変 辨弁 瓣弁 辯弁 步歩 寶宝 豐豊 襃褒 飜翻 每毎 萬万
  滿満 麵麺 默黙 彌弥 譯訳 藥薬 與与 豫予 餘余 譽誉 搖揺 樣様 謠謡 來来 賴頼 亂乱 覽覧 龍竜 兩両 獵猟 綠緑 淚涙 壘塁 禮礼
  勵励 戾戻 靈霊 齡齢 曆暦 歷歴 戀恋 鍊錬 爐炉 勞労 郞郎 樓楼 錄録 灣湾`

/** 人名用漢字: the other form the family register allows for the same name. */
const names = `
  亙亘 凛凜 堯尭 巖巌 晄晃 檜桧 槇槙 禰祢 禱祷 祿禄 穰穣 萠萌 遙遥 駈駆 盃杯 峯峰 凉涼`

/** 表外漢字字体表 (2000) and forms that records and registers really use: 髙, 﨑, 𠮷, 濵, 說, 稅, 靑. */
const printed = `
  繡繍 鷗鴎 蔣蒋 醬醤 蠟蝋 啞唖 蘆芦 穎頴 攪撹 嚙噛 鹼鹸 麴麹 搔掻 枡桝 屛屏 幷并 彎弯 濾沪 﨑崎 𠮷吉 濵浜 邉辺 髙高 舉挙
  敘叙 斈学 寳宝 皈帰 廰庁 軆体 躰体 冩写 鐡鉄 銕鉄 鬪闘 舖舗 顏顔 晉晋 壺壷 册冊 烟煙 淵渕 渊渕 篭籠 槗橋 桒桑 栁柳 吳呉
  戶戸 內内 說説 稅税 靑青 淸清 绿緑 產産 敎教 絕絶 彥彦 旣既 值値 飮飲 饑飢 盖蓋 脣唇 恠怪 壻婿 聟婿 攜携 剝剥 噓嘘 塡填
  頰頬 俠侠 萊莱 瀆涜 濤涛 鄰隣 豬猪 焰焔 潑溌 繫繋 驒騨 蟬蝉 麪麺 囊嚢 藪薮 稾稿 熙煕 熈煕 韵韻 咏詠 脉脈 决決 况況 沒没
  凖準 秊年 弍弐 貮弐 峩峨 嵳嵯 莓苺 鼡鼠 皷鼓 餝飾 畊耕 烱炯 窗窓 牕窓 棊棋 厰廠 囓噛 羣群`

/**
 * Second tier: characters that many readers confuse but TRC keeps apart (斉 and 斎 are different names). They are searched too,
 * ranked below, and the answer says so. Each word is one class.
 */
const confused = `
  斉斎 島嶋嶌隝嶹 崎碕埼嵜 富冨 野埜 園薗 付附 坂阪 回廻 編篇 庵菴 略畧 杉椙 梅楳 松枩 秋穐龝 船舩 館舘
  鶴靏靍 国圀 喜㐂 連聯 箱函 歌唄謌`

const pairs = (text: string): [string, string][] =>
  text
    .trim()
    .split(/\s+/)
    .map(pair => {
      const [printedForm, usualForm] = [...pair]
      return [printedForm!, usualForm!]
    })

/** Printed form → usual form, one step; no usual form is itself a printed form. */
export const usualForms: ReadonlyMap<string, string> = new Map([...pairs(joyo), ...pairs(names), ...pairs(printed)])

/** Character → the others of its second-tier class. */
export const confusedForms: ReadonlyMap<string, readonly string[]> = new Map(
  confused
    .trim()
    .split(/\s+/)
    .flatMap(word => {
      const group = [...word]
      return group.map(char => [char, group.filter(other => other !== char)] as [string, string[]])
    }),
)
