/**
 * 旧字・異体字: which characters a Japanese catalogue treats as the same one. Each pair is the form as printed, then the form
 * everyone types. Forms that Unicode normalisation (NFKC) already makes equal, such as 神 and 神, are not repeated here.
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
  𣘺橋 圡土 𡈽土 亙亘 凛凜 堯尭 巖巌 晄晃 檜桧 槇槙 禰祢 禱祷 祿禄 穰穣 萠萌 遙遥 駈駆 盃杯 峯峰 凉涼`

/** 表外漢字字体表 (2000) and forms that records and registers really use: 髙, 﨑, 𠮷, 濵, 說, 稅, 靑. */
const printed = `
  繡繍 鷗鴎 蔣蒋 醬醤 蠟蝋 啞唖 蘆芦 穎頴 攪撹 嚙噛 鹼鹸 麴麹 搔掻 枡桝 屛屏 幷并 彎弯 濾沪 﨑崎 𠮷吉 濵浜 邉辺 髙高 舉挙
  敘叙 斈学 寳宝 皈帰 廰庁 軆体 躰体 冩写 鐡鉄 銕鉄 鬪闘 舖舗 顏顔 晉晋 壺壷 册冊 烟煙 淵渕 渊渕 篭籠 槗橋 桒桑 栁柳 吳呉
  戶戸 內内 說説 稅税 靑青 淸清 绿緑 產産 敎教 絕絶 彥彦 旣既 值値 飮飲 饑飢 盖蓋 脣唇 恠怪 壻婿 聟婿 攜携 剝剥 噓嘘 塡填
  頰頬 俠侠 萊莱 瀆涜 濤涛 鄰隣 豬猪 焰焔 潑溌 繫繋 驒騨 蟬蝉 麪麺 囊嚢 藪薮 稾稿 熙煕 熈煕 韵韻 咏詠 脉脈 决決 况況 沒没
  凖準 秊年 弍弐 貮弐 峩峨 嵳嵯 莓苺 鼡鼠 皷鼓 餝飾 畊耕 烱炯 窗窓 牕窓 棊棋 厰廠 囓噛 羣群`

/** Forms of old prints and of hand that a reader types or a source gives; of each pair one is in common use. */
const oldPrint = `
  冱冴 沍冴 廏厩 廐厩 廄厩 啮噛 逕径 澀渋 濳潜 疂畳 疉畳 纎繊 羇羈 覊羈 泝遡 溯遡 砿鉱 襍雑 膸髄 仭仞
  竚佇 儘侭 爼俎 劵券 僣僭 兔兎 莵兎 菟兎 冐冒 寃冤 羃冪 洌冽 凾函 刄刃 刋刊 尅剋 刧劫 卆卒 恊協 巵卮
  卻却 釐厘 廈厦 廚厨 𠮟叱 咒呪 啗啖 咯喀 譱善 憙喜 譁嘩 噐器 譟噪 阯址 埀垂 塲場 畍界 梦夢 竒奇 姙妊
  冦寇 嵒岩 崕崖 崘崙 篏嵌 幤幣 迴廻 迺廼 徃往 耻恥 憇憩 懴懺 拏拿 籏旗 瞹曖 昿曠 曵曳 朖朗 朞期 夲本
  杤栃 檮梼 椶棕 橢楕 椁槨 櫟檪 殱殲 凅涸 婬淫 澑溜 灌潅 瀦潴 澂澄 鎔熔 熏燻 尓爾 璢瑠 珱瓔 甼町 畄留
  畆畝 畴疇 踈疎 肬疣 靤疱 瘉癒 皋皐 蘯盪 暸瞭 碪砧 穉稚 窰窯 豎竪 竸競 笋筍 筺筐 箏筝 篦箆 牋箋 箘箟
  簞箪 籘籐 籖籤 鬻粥 粮糧 帋紙 緜綿 綫線 纒纏 罸罰 羮羹 翆翠 聨聯 膓腸 柁舵 蒭芻 簔蓑 蕋蕊 蘂蕊 藷薯
  蘓蘇 薀蘊 蝨虱 蠣蛎 蠅蝿 蠹蠧 袵衽 睹覩 譌訛 諫諌 謚諡 讎讐 荳豆 犲豺 賤賎 貭質 賍贓 赱走 踴踊 蹤踪
  跖蹠 軀躯 軣轟 轣轢 邇迩 廸迪 迯逃 逹達 醱醗 釡釜 鈬鐸 鑚鑽 閇閉 濶闊 隸隷 鳫雁 鴈雁 靱靭 頸頚 顚顛
  飃飄 欝鬱 鰺鯵 腮鰓 鶯鴬 鵝鵞 麸麩 韲齏 籥龠 摑掴 劒剣 劔剣 剱剣 釼剣 查査 迹跡 貔豼 礦鉱 仂働 蟆蟇
  衄衂 貎猊 澣浣 痲痳`

/**
 * 简体字, as records of Chinese books have them, each to the form of Japan. Those that are another character in Japan (叶 机
 * 筑 范 后 里) stay what they are.
 */
const simplified = `
  历歴 汉漢 书書 语語 诗詩 说説 话話 论論 记記 传伝 东東 华華 门門 马馬 鸟鳥 鱼魚 龙竜 龟亀 车車 长長
  风風 飞飛 电電 红紅 经経 义義 见見 观観 觉覚 现現 规規 视視 亲親 认認 让譲 许許 设設 访訪 证証 评評
  识識 词詞 译訳 试試 诚誠 详詳 误誤 读読 课課 调調 谈談 谢謝 谁誰 诸諸 请請 谭譚 贝貝 财財 责責 贤賢
  败敗 货貨 质質 贫貧 购購 贵貴 费費 资資 赏賞 赵趙 轨軌 转転 轮輪 软軟 轻軽 输輸 边辺 辽遼 达達 迁遷
  过過 运運 还還 进進 远遠 违違 连連 迟遅 适適 选選 遗遺 邓鄧 郑鄭 邻隣 钟鐘 钢鋼 钱銭 铁鉄 银銀 铜銅
  锦錦 镇鎮 镜鏡 闪閃 闭閉 问問 闲閑 间間 闻聞 闽閩 队隊 阳陽 阴陰 阶階 际際 陆陸 陈陳 险険 难難 韩韓
  顶頂 项項 顺順 须須 顾顧 预預 领領 颂頌 频頻 颗顆 题題 颜顔 额額 饭飯 饮飲 饰飾 馆館 驻駐 驾駕 骂罵
  骄驕 验験 骑騎 鲁魯 鲜鮮 鸡鶏 鸭鴨 鸿鴻 鹤鶴 鹰鷹 齐斉 齿歯 丽麗 为為 举挙 乌烏 乐楽 乔喬 习習 乡郷
  买買 亚亜 产産 亿億 仅僅 从従 仓倉 们們 优優 伟偉 伤傷 伦倫 俭倹 债債 倾傾 偿償 儿児 兰蘭 关関 兴興
  养養 兽獣 冈岡 军軍 农農 冯馮 冻凍 净浄 凤鳳 凯凱 刘劉 则則 刚剛 创創 别別 剑剣 剧劇 动動 务務
  劳労 势勢 单単 卖売 卢盧 卫衛 厅庁 压圧 县県 变変 叹嘆 吕呂 吴呉 员員 响響 哑唖 唤喚 团団 园園 围囲
  图図 圆円 圣聖 场場 坏壊 块塊 坚堅 坛壇 备備 复復 头頭 夺奪 奋奮 奖奨 妇婦 妈媽 娱娯 孙孫 实実 宠寵
  审審 宪憲 宫宮 宽寛 宾賓 寻尋 对対 导導 层層 岁歳 岂豈 岛島 岭嶺 币幣 师師 帅帥 帐帳 带帯 庆慶 库庫
  应応 庙廟 废廃 开開 异異 弃棄 张張 弹弾 强強 归帰 录録 彻徹 忆憶 怀懐 态態 总総 恶悪 恼悩 悬懸 惊驚
  惧懼 惯慣 愤憤 戏戯 战戦 户戸 扑撲 执執 扩拡 扫掃 扬揚 抚撫 护護 报報 拟擬 拥擁 择択 挥揮 损損 换換
  摄摂 敌敵 无無 时時 显顕 晓暁 术術 杀殺 杂雑 权権 杨楊 极極 构構 标標 栋棟 栏欄 树樹 样様 桥橋
  检検 欢歓 毕畢 气気 沟溝 泪涙 泽沢 洁潔 浊濁 测測 浓濃 润潤 渐漸 满満 滨浜 灭滅 灵霊 灾災 烂爛
  烛燭 热熱 爱愛 爷爺 牵牽 犹猶 狱獄 玛瑪 环環 畅暢 疗療 盐塩 监監 盘盤 础礎 确確 离離 种種 积積 稳穏
  穷窮 笔筆 简簡 类類 紧緊 纪紀 约約 级級 纯純 纲綱 纳納 纸紙 纹紋 线線 练練 组組 细細 织織 终終 绍紹
  结結 给給 络絡 绝絶 统統 继継 绩績 续続 维維 绵綿 综綜 编編 缘縁 罗羅 罚罰 职職 联聯 聪聡 肃粛 肤膚
  胜勝 脑脳 舰艦 艺芸 节節 苏蘇 荐薦 荣栄 药薬 莲蓮 获獲 萧蕭 萨薩 蓝藍 虏虜 补補 袭襲 订訂 计計 讨討
  训訓 议議 讲講 谊誼 谱譜 贡貢 贺賀 贾賈 赖頼 赛賽 跃躍 辉輝 辑輯 针針 锋鋒 错錯 键鍵 阅閲 阵陣 隐隠
  雾霧 页頁 颖穎 飘飄 饥飢 驱駆 鸣鳴 鹏鵬 广広`

/**
 * Second tier: characters that many readers confuse but TRC keeps apart (斉 and 斎 are different names). They are
 * searched too, ranked below, and the answer says so. Each word is one class.
 */
const confused = `
  斉斎 島嶋嶌隝嶹 崎碕埼嵜 富冨 野埜 園薗 付附 坂阪 回廻 編篇 庵菴 略畧 杉椙 梅楳 松枩 秋穐龝 船舩 館舘
  鶴靏靍 国圀 喜㐂 連聯 箱函 歌唄謌 州洲 跡蹟迹 藁稿`

const pairs = (text: string): [string, string][] =>
  text
    .trim()
    .split(/\s+/)
    .map(pair => {
      const [printedForm, usualForm] = [...pair]
      return [printedForm!, usualForm!]
    })

/** Printed form → usual form, one step; no usual form is itself a printed form. */
export const usualForms: ReadonlyMap<string, string> = (() => {
  const steps = new Map([joyo, names, printed, oldPrint, simplified].flatMap(pairs))
  const last = (char: string): string => (steps.has(char) ? last(steps.get(char)!) : char)
  return new Map([...steps.keys()].map(char => [char, last(char)]))
})()

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
