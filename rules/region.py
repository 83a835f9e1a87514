"""Words of Traditional Chinese by region: what Taiwan does not say and what it says instead, and Hong Kong's own words.

The texts of the house are written in the words of Taiwan; a lender of Hong Kong begins with the same ones in its words.
"""

TAIWAN = {
    "程式碼": "代碼",
    "型別": "類別",
    "衝正": "沖正",
    "物件": "對象",
    "合約": "契約",
    "合同": "契約",
    "計劃": "計畫",
    "投訴": "申訴",
    "身份": "身分",
    "渠道": "管道",
    "短信": "簡訊",
    "短訊": "簡訊",
    "打印": "列印",
    "默認": "預設",
    "信息": "訊息",
    "軟件": "軟體",
    "網絡": "網路",
    "服務器": "伺服器",
    "賬": "帳",
    "聯繫": "聯絡",
    "搜索": "搜尋",
    "導入": "匯入",
    "導出": "匯出",
    "菜單": "選單",
    "鏈接": "連結",
    "屏幕": "螢幕",
    "激活": "啟用",
    "設置": "設定",
    "視圖": "檢視",
    "郵箱": "信箱",
    "電郵": "電子郵件",
    "台灣": "臺灣",
    "裏": "裡",
    "抵消": "抵銷",
    "字符": "字元",
    "字段": "欄位",
    "質量": "品質",
    "每周": "每週",
    "本周": "本週",
    "上周": "上週",
    "下周": "下週",
    "一周": "一週",
    "周末": "週末",
    "回復": "回覆",
    "貸款人": "放貸機構",
    "文檔": "文件",
    "粘貼": "貼上",
    "復制": "複製",
}
"""What a converter from Simplified makes or the mainland says, and the one word of the house for it."""

HONG_KONG = {
    "契約": "合約",
    "計畫": "計劃",
    "申訴": "投訴",
    "簡訊": "短訊",
    "列印": "打印",
    "電子郵件": "電郵",
    "帳戶": "賬戶",
    "帳號": "賬號",
    "對帳單": "結單",
    "網路": "網絡",
    "身分": "身份",
    "管道": "渠道",
    "臺灣": "台灣",
    "裡": "裏",
}
"""What Hong Kong says for a word of Taiwan. Source: usage of its Monetary Authority and Judiciary."""


def wrong(text: str) -> list[str]:
    """The words of a text that the house does not use in Traditional Chinese."""
    return [word for word in TAIWAN if word in text]


def of_hong_kong(text: str) -> str:
    """A text in Taiwan's words, in those of Hong Kong."""
    for taiwan, hong_kong in HONG_KONG.items():
        text = text.replace(taiwan, hong_kong)
    return text


def spoken(text: str, language: str, country: str) -> str:
    """A text of the house as readers of a country say it; only Traditional Chinese differs."""
    return of_hong_kong(text) if (language, country) == ("zh_Hant", "hk") else text
