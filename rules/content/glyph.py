"""Glyphs of the content check: variants, look-alikes, sounds; only what its words need."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

# What OpenCC's table (simplified.py) does not say, or says otherwise.
VARIANTS = {
    # Otherwise on purpose: an account and a chain are what collectors write of, not a tent (帐) and not refining (炼).
    "帳": "账", "鍊": "链",
    # Half of 錢 and not the rare 戋: a way to hide it.
    "戔": "钱",
    # Polite forms that mean the same, and words for the third person.
    "您": "你", "妳": "你", "祢": "你", "牠": "他", "祂": "他",
    # Variants that are neither traditional nor simplified: Japanese forms, old forms, printing forms.
    "著": "着", "閙": "闹", "鬪": "斗", "徃": "往", "戸": "户", "銭": "钱", "髪": "发", "発": "发", "囬": "回", "廽": "回",
    "峩": "我", "灋": "法", "佱": "法", "辠": "罪", "瘨": "癫", "圡": "土", "祗": "只", "卆": "卒", "亊": "事",
    # Signs that look or sound alike, and characters left half.
    "卟": "不", "莪": "我", "咹": "安", "亽": "人", "咔": "卡", "尐": "小", "芣": "不", "囸": "日", "伩": "信", "涐": "我",
    "仩": "上", "厾": "去", "伱": "你", "沵": "你", "囝": "子", "厶": "私", "菿": "到", "仯": "少", "㓁": "网", "罓": "网",
    "囗": "口", "兦": "亡", "冚": "全", "崽": "孩子", "犮": "发", "仼": "任", "湏": "须", "氺": "水", "攵": "文", "歺": "餐",
    "镸": "长", "仧": "长", "亼": "人",
    # Radicals that stand for the character.
    "亻": "人", "⺅": "人", "⼈": "人",
    # Pictures.
    "👮": "警察", "👮‍♂️": "警察", "🚓": "警车", "🚔": "警车", "🔪": "砍", "🏠": "房子", "🏡": "房子", "🚗": "车", "💰": "钱",
    "⚰": "棺材",
}  # fmt: skip

LATIN_LOOKS = dict(
    zip(
        "абвгеёзікмнорстухцьјѕԁԛԝһӏαβγηικνορτυχωϲϳıøđłßƒɑɡɩʟɴʀʏлипε",
        "abbreeeikmhopctyxubjsdqwhlabynikvoptuxwcjiodlsfagilnrynune",
        strict=True,
    )
)

# The sounds of the words that people hide, without tones: the characters of those words first, then others alike.
SOUNDS = """
a 阿/  ai 哀挨爱/  an 安岸按案/俺暗氨胺鞍  ba 八叭吧扒把爸罢/坝巴拔捌疤笆耙芭跋霸靶  bai 拜掰摆白百败/佰柏稗  ban 办半扮搬板班/  bang 帮绑/
bao 保包宝报暴曝爆胞/堡抱苞薄褒豹雹饱鲍  bei 北卑呗备悲背被辈/  ben 本/  beng 崩甭/泵绷蹦迸  bi 婢币必比毕毙笔逼避鄙/壁庇弊彼敝毖痹碧臂蓖蔽闭陛鼻
bian 便变编边遍/  biao 婊标表/  bie 别瘪/  bing 兵冰并病/  bo 剥博拨播波玻膊/  bu 不布捕步补部/哺埠怖簿  cai 彩材菜裁财踩采/  can 参惨残餐/
ce 测/  ceng 曾/  cha 叉察岔差插查茶/嚓搽碴茬诧  chai 拆柴/  chan 产/  chang 倡偿厂唱场尝常长/  chao 吵抄朝/  che 撤车/  chen 晨沉/
cheng 乘城惩成承称程诚/  chi 吃持痴翅耻赤迟/  chong 充虫/  chou 丑抽臭/  chu 出初厨处楚畜触除/储搐橱滁矗础躇锄雏  chuai 踹/
chuan 传穿/串喘川椽船  chuang 窗/  chun 纯蠢/  ci 伺次此辞/  cong 从聪/  cou 凑/  cu 促粗/  cui 催粹/崔摧淬瘁翠脆  cun 存寸村/
cuo 错/  da 大打搭达/瘩答  dai 代呆带待歹袋贷逮/傣怠戴殆  dan 单弹担旦耽蛋/丹但惮掸氮淡胆诞郸  dang 党当/  dao 倒刀到导盗祷道/  de 得德的/
deng 登等/  di 低地底弟抵第缔/  dian 典垫店掂点电/佃奠惦殿淀滇甸碘靛颠  diao 吊掉调/  die 爹牒/  ding 定盯鼎/  diu 丢/
dong 东冻动栋/侗冬恫懂洞董  dou 抖都/  du 堵度杜毒督肚读都/妒渡犊独睹赌镀  duan 断段短端/缎锻  dui 对队/  dun 蹲顿/  duo 剁多夺躲/  e 恶额饿/
en 恩/  er 二儿而/  fa 发法罚/乏伐珐砝筏阀  fan 凡反烦犯番翻范返饭/帆樊泛矾繁藩贩钒  fang 坊房放方访防/仿妨纺肪芳  fei 废肥肺费非飞/匪吠啡沸菲诽
fen 份分粉粪/  feng 奉封疯缝风/丰冯凤峰枫烽蜂讽逢锋  fo 佛/  fou 否/  fu 付复夫妇幅府抚服父福负/伏佛俘俯傅副咐孵富弗扶拂敷斧氟浮涪甫符缚肤腐腑腹袱覆讣赋赴辅辐釜阜附
gai 丐改概该/  gan 干感敢杆赶/  gao 告搞羔膏高/皋稿篙糕镐  ge 个哥搁格胳隔/割各咯戈歌疙葛铬阁革鸽  gei 给/  gen 根跟/  geng 更/
gong 供公共功工恭/宫巩弓拱攻汞贡躬龚  gou 够构沟狗/  gu 姑孤股雇顾骨鼓/  gua 挂/  guai 怪/  guan 关冠官棺管/惯灌罐观贯馆  guang 光广逛/
gui 归规跪闺鬼龟/傀刽圭柜桂炔瑰癸硅诡贵轨  gun 滚/  guo 国果过锅/  hai 孩害海还/亥氦骇骸  han 函含喊/  hang 航行/夯杭  hao 号好/
he 何合吓和喝核河盒/  hei 黑/嘿  hen 很狠/  heng 横/亨哼恒衡  hong 红轰/哄宏弘洪烘虹鸿  hou 候厚后猴/  hu 乎互呼唬壶户护湖/弧忽沪狐瑚糊胡葫虎蝴
hua 划花话/化华哗滑猾画  huai 坏怀/  huan 唤换欢环痪还/宦幻患桓涣焕缓豢  huang 谎黄/  hui 会回恢悔毁汇/卉徽惠慧挥晦灰烩秽绘蛔讳诲贿辉  hun 婚混/昏浑荤魂
huo 伙或活火祸货/  ji 几击即及圾基寄己急机极积籍级纪给继缉藉计记集鸡/伎冀剂吉妓姬嫉季寂忌悸技挤既棘汲济激畸疾祭稽箕绩肌脊蓟讥辑迹际饥  jia 价假加嫁家架驾/佳嘉夹枷甲稼茄荚贾钾颊
jian 件健减建捡检监简荐见贱间/俭兼剑剪坚奸尖拣柬歼涧渐溅煎硷碱笺箭缄肩舰艰茧践鉴键饯  jiang 将江浆讲降/  jiao 交叫搅教缴脚觉角/
jie 介借姐戒截接揭界结街解/劫届捷杰洁疥皆睫秸竭节芥诫阶  jin 今劲尽禁筋紧谨近进金/  jing 京儆净境敬精经警静/井兢径惊景晶璟痉睛竞竟粳茎荆镜靖颈鲸  jiu 久就揪救旧究舅酒/
ju 举具局居拒拘据矩聚/俱剧句咀巨惧桔沮炬狙疽菊距踞锯鞠驹  jue 决绝觉/  jun 军君均/  ka 卡/咖喀  kai 开/  kan 堪看砍/刊勘坎槛  kang 康/
kao 烤考铐靠/  ke 刻可客科课/  kong 恐控空/  kou 口扣/寇抠  ku 哭库苦裤/  kuai 会快/  kuan 宽款/  kuang 况狂/  kui 亏溃/奎岿愧盔窥葵馈魁
kun 困/  la 喇垃拉辣/啦腊蜡  lai 来癞赖/濑籁莱  lan 栏滥烂篮/  lang 浪狼/  lao 佬劳姥牢老/捞涝潦烙酪  le 乐了勒/  lei 勒泪类累肋雷/儡垒擂磊蕾镭
li 利力励历厉理璃礼离立粒里隶/  lian 廉怜恋联脸连链/帘敛涟炼练莲镰  liang 两粮良谅量/  liao 了僚料疗聊/  lie 列劣裂/  lin 邻/临凛吝拎林淋琳磷赁霖鳞
ling 令凌另零领/  liu 流溜留瘤遛/六刘柳榴琉硫馏  lou 楼露/娄搂漏篓陋  lu 录路露鲁/卢卤庐戮掳潞炉碌禄芦虏赂陆颅鹿麓  luan 卵/  lun 论轮/  luo 络裸锣/
lv 履律旅率虑驴/侣吕屡氯滤绿缕铝  ma 吗嘛妈嬷码马骂麻/玛蚂  mai 买卖埋/脉迈麦  man 满蛮/  mang 忙氓/  mao 冒猫貌/  me 么/  mei 妹媒每没霉/
men 们门/闷  meng 蒙/  mi 密/  mian 免面/  miao 妙/  mie 灭/  min 民/悯抿敏皿闽  ming 冥名命明/螟铭鸣  mo 摩摸没莫/
mu 幕模母目/亩募墓姆慕拇暮木牡牧睦穆  na 哪拿纳那/  nai 乃奶耐/  nan 男难/  nang 囊/  nao 孬脑闹/  ne 呢/  nei 内/  neng 能/
ni 你腻/倪匿妮尼拟泥溺逆霓  nian 年念/  niang 娘/  nie 孽/  ning 宁/  nong 农弄/浓脓  nuan 暖/  nuo 懦/  nv 女/  ou 偶殴/
pa 怕爬趴/  pai 拍排派牌/徘湃  pan 判/叛攀潘畔盘盼磐  pang 胖/  pao 泡跑/  pei 培赔配陪/  pen 喷/  peng 朋碰/彭抨捧棚澎烹砰硼篷膨蓬鹏
pi 劈匹屁批痞皮/  pian 片骗/偏篇骈  piao 票/漂瓢飘  pin 品聘频/  ping 凭屏平瓶苹评/  po 婆泼破/坡泊粕迫颇魄  pu 扑铺/
qi 乞其器妻弃戚期欺气汽漆祈起骑齐/七企凄启奇契岂崎旗柒栖棋歧沏泣畦砌祁脐讫迄  qia 卡掐/  qian 前千欠牵签迁遣钱/乾仟堑嵌扦歉浅潜谦谴钎钳铅黔  qiang 墙强抢枪/呛羌腔蔷
qiao 撬敲瞧/  qie 切/  qin 亲侵勤禽/  qing 情清请轻/  qiong 穷/琼穹茕  qiu 求球/  qu 区去取娶渠/屈曲蛆趋趣躯驱龋  quan 全券劝圈权犬/拳泉痊醛颧
que 瘸缺/  qun 群/  ran 然/  rang 让/  rao 扰绕饶/  re 热/  ren 人仁任忍纫认/刃壬妊韧  reng 扔/  ri 日/  rong 容荣融/
rou 肉/  ru 入如辱/  ruan 软/  ruo 弱若/  sa 撒洒/  sai 塞赛/  san 三散/  sang 丧/  sao 扫臊骚/嫂搔  se 色/
sha 傻杀煞/刹厦啥沙砂纱莎  shai 晒/  shan 删善山扇闪/  shang 上伤商尚/墒晌裳赏  shao 少烧绍/  she 涉社舍设/  shei 谁/
shen 什审申神肾身/伸呻娠婶慎沈深渗甚砷绅  sheng 升声牲生甥省胜/剩圣盛绳  shi 世事似使十士失实室尸市师式拾时是示视识试释食饰驶/仕侍势匙史嗜噬始屎恃拭施柿氏湿狮矢石虱蚀誓诗适逝
shou 兽受守手授收首/售寿瘦  shu 书叔属暑术殊熟疏署述鼠/  shua 刷/  shuai 衰/  shuan 涮/  shuang 双爽/  shui 水睡税谁/  shun 顺/
shuo 说/  si 司四思撕死私/丝嗣嘶寺巳斯肆饲  song 怂讼送/  sou 搜/  su 俗宿素诉/  suan 算酸/  sui 岁碎随/  sun 孙/  suo 所缩锁/唆梭琐索蓑
ta 他她它/  tai 台太抬胎/  tan 坛探摊瘫谈/  tang 堂汤糖趟躺/  tao 套掏讨逃/桃涛淘滔绦萄陶  te 特/  teng 疼/  ti 体惕提替梯踢/  tian 填天恬/
tiao 挑条调跳/眺迢  tie 贴铁/帖  ting 停厅听庭/  tong 同捅痛统通/彤桐桶瞳童筒酮铜  tou 偷头投透/  tu 兔图徒途/  tuan 团/  tui 推腿退/
tuo 唾托拖/  wai 外/  wan 万完晚玩碗/  wang 亡妄往忘望枉王网/旺汪  wei 为伪位危唯围委威尾微慰未维谓违/伟卫味喂尉巍惟桅渭潍畏纬胃苇萎蔚韦魏  wen 文温稳问闻/
wo 我握窝/  wu 乌五伍务勿午屋无毋污物误/侮吴吾呜坞巫悟戊捂晤梧武舞芜诬钨雾  xi 习吸喜媳希席息惜戏洗系细西/  xia 下吓瞎/侠匣夏峡暇狭虾辖霞
xian 先嫌显现线限险/仙县咸宪弦掀涎献纤羡腺舷衔贤锨闲陷馅鲜  xiang 乡享像向响巷想相箱象项/  xiao 孝小效晓校消笑销/哮啸嚣宵淆硝肖萧霄
xie 些写协卸胁血谢/屑懈挟携斜械楔歇泄泻蝎蟹谐邪鞋  xin 信心新芯薪辛/忻欣衅锌  xing 刑型姓幸性星行醒/兴形惺杏猩腥邢  xiong 兄熊/  xiu 休修羞/
xu 序续许需须/叙吁嘘墟婿徐恤戌旭絮绪蓄虚酗  xuan 宣悬选/  xue 削学血/穴薛雪靴  xun 巡训讯询/勋寻循旬殉汛熏迅逊驯  ya 压押涯牙/  yan 严厌延烟眼言阎颜验/
yang 养央扬样殃/  yao 窑腰药要谣/咬妖姚尧摇瑶耀舀遥邀钥  ye 业也夜液爷野页/  yi 一义亦以依医宜已异役意易椅溢疑疫移衣议遗/  yin 印因银隐音/吟姻寅尹引殷淫茵荫阴饮
ying 应影映硬营迎/  yong 永用/  you 友右幼有油游由/优佑又尤幽忧悠犹诱邮酉釉铀  yu 与予于余欲狱育誉语逾遇雨预鱼/俞喻域娱宇寓屿峪御愈愉愚榆浴淤渔渝玉盂禹羽舆芋虞裕豫迂郁隅驭
yuan 元原员园怨愿远院/冤圆垣援渊源猿缘苑袁辕鸳  yue 岳月约/  yun 允运/  za 杂砸/  zai 再在宰崽/  zan 咱暂赞/  zang 葬/  zao 早皂造遭/
ze 则择责/  zei 贼/  zen 怎/  zha 渣炸诈/乍喳扎札柞栅榨眨铡闸  zhai 债宅/寨摘斋窄  zhan 占展战站粘/  zhang 丈仗帐张掌账长障/彰杖樟涨漳瘴章胀
zhao 找招照/兆召昭沼爪罩肇赵  zhe 折着者这/  zhen 侦珍真镇/  zheng 征政整正证/争怔拯挣狰症睁蒸郑
zhi 之侄值制只址执指支智止治直知稚纸置职至致质/吱峙帜志挚掷旨枝植殖汁滞炙痔秩窒织肢脂芝蜘趾  zhong 中仲众种终重钟/  zhou 周昼/
zhu 主住助嘱株注猪蛀诸逐驻/拄朱柱烛煮珠瞩祝竹筑著蛛诛贮铸  zhua 抓爪/  zhuan 专转/撰砖篆赚  zhuang 妆庄撞装/  zhui 追/  zhun 准/
zi 咨子字滓自资/兹姿孜淄渍滋籽紫  zong 宗综踪/  zou 揍走/  zu 族祖租组足阻/  zui 嘴最罪/醉  zun 尊/  zuo 作做坐左/佐座昨琢
"""
HIDDEN_WORDS = """
警察 法院 公安 派出所 检察院 检察 民警 法官 执行局 司法局 传票 律师 老赖 骗子 垃圾 人渣 废物 畜生 混蛋 贱人 不要脸 穷鬼
无赖 败类 傻逼 坐牢 判刑 刑拘 拘留 逮捕 通缉 抓你 冻结 查封 拍卖 黑名单 诈骗 刑事 犯罪 收拾 打断 弄死 打死 砍死
威胁 家人 孩子 小孩 父母 爸妈 小心 老婆 照片 朋友圈 通讯录 曝光 网上 欠款 欠钱 欠债 贷款 网贷 借款 逾期 催收 还款
还钱 卖肾 卖血 卖房 转账 汇款 微信 支付宝 账户 个人账户 手续费 红包 套现 强制执行 银行卡 高铁 飞机 出境 户籍 户口 注销 政审
公务员 放学 学校 楼下 门口 堵门 泼油漆 花圈 横幅 海报 邻居 同事 单位 去死 崩溃 电话 骚扰 轰炸 员警 欠条 讨债 要债
"""
INITIALS = {
    "jc": "警察",
    "fy": "法院",
    "ga局": "公安局",
    "pcs": "派出所",
    "jcy": "检察院",
    "pyq": "朋友圈",
    "txl": "通讯录",
    "sb": "傻逼",
    "ll": "老赖",
    "wx": "微信",
    "zfb": "支付宝",
}

# Sounds alike that are common words of their own.
INNOCENT = frozenset(
    """
经查 法援 发源 法源 师傅 是否 以后 电话 欠前 还前 手书 首付 到期 一起 小新 小欣 加人 嘉人 佳人 假人 家仁 富姐 抵押
""".split()
)


def disguises(words: Iterable[str]) -> dict[str, str]:
    """Other spellings: pinyin for one character of any of `words`; more of it, or a like sound, for the hidden words."""
    sounds, alike = _sounds()
    hidden = HIDDEN_WORDS.split()
    forms = {form: word for word in words if 2 <= len(word) <= 4 for form in _one_in_pinyin(word, sounds)}
    for word in hidden:
        forms |= dict.fromkeys(_in_pinyin(word, sounds), word)
        forms |= {form: word for form in _alike(word, sounds, alike) if form not in forms}
    return {form: word for form, word in (forms | INITIALS).items() if form not in INNOCENT}


def _sounds() -> tuple[dict[str, list[str]], dict[str, str]]:
    """The sounds of each character of the words, and the characters that share a sound."""
    sounds: dict[str, list[str]] = {}
    alike: dict[str, str] = {}
    entries = SOUNDS.split()
    for sound, characters in zip(entries[::2], entries[1::2], strict=True):
        own, others = characters.split("/")
        alike[sound] = own + others
        for char in own:
            sounds.setdefault(char, []).append(sound)
    return sounds, alike


def _one_in_pinyin(word: str, sounds: Mapping[str, list[str]]) -> Iterator[str]:
    for at, char in enumerate(word):
        for sound in sounds.get(char, ()):
            if len(sound) > 1:
                yield word[:at] + sound + word[at + 1 :]


def _in_pinyin(word: str, sounds: Mapping[str, list[str]]) -> Iterator[str]:
    """The word with any of its characters written in pinyin; wholly in pinyin with and without spaces."""
    yield from map("".join, product(*((char, *sounds[char]) for char in word)))
    yield from map(" ".join, product(*(sounds[char] for char in word)))


def _alike(word: str, sounds: Mapping[str, list[str]], alike: Mapping[str, str]) -> Iterator[str]:
    """The word with one character replaced by another of the same sound."""
    for at, char in enumerate(word):
        for sound in sounds[char]:
            for other in alike[sound]:
                yield word[:at] + other + word[at + 1 :]
