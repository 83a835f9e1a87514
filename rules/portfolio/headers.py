"""Portfolio headers: what lenders call the fields, in one plain form for the many ways to write the same header."""

import re
import unicodedata
from functools import lru_cache

from rules.content.glyph import VARIANTS
from rules.content.simplified import SIMPLIFIED

GROUP = " › "
"""Stands between the title of a group of columns and a column's own header, where a table has both."""

_TRADITIONAL = str.maketrans(SIMPLIFIED | {"帳": VARIANTS["帳"]})
_BRACKETS = re.compile(r"[(\[【〔].*?[)\]】〕]")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_BAR = re.compile(r"[|\n]")
_NOW = re.compile(r"^(?:截[至止]?)?(?:当前|目前|现)(?=..)")
_SHORT = {
    "amt": "amount", "bal": "balance", "dt": "date", "ph": "phone", "pmt": "payment", "pymt": "payment",
    "acct": "account", "curr": "current", "cur": "current", "orig": "original", "int": "interest", "prin": "principal",
    "os": "outstanding", "cust": "customer", "num": "number", "nbr": "number", "addr": "address", "od": "overdue",
}  # fmt: skip
_WORD = re.compile(r"[a-z]+|[0-9]+|[^\W\d_a-z]+")


@lru_cache(maxsize=4096)
def plain(header: str) -> str:
    """Reduce a header to lower-case words without spaces, signs, units in brackets and traditional characters."""
    text = unicodedata.normalize("NFKC", header).strip()
    text = _BRACKETS.sub(" ", text) if _BRACKETS.sub("", text).strip() else text
    return simplified("".join(_words(text)))


@lru_cache(maxsize=4096)
def words_of(header: str) -> tuple[str, ...]:
    """All words of a header in lower case, those in brackets too: runs of letters, of digits, of Chinese characters."""
    return tuple(_words(unicodedata.normalize("NFKC", header)))


@lru_cache(maxsize=4096)
def spelled(header: str) -> str:
    """The plain header with shortened words written out, and without a word that says that it is of now."""
    text = unicodedata.normalize("NFKC", header).strip()
    words = " ".join(_words(_BRACKETS.sub(" ", text))).replace("o s ", "outstanding ")
    return _NOW.sub("", simplified("".join(_SHORT.get(word, word) for word in words.split())))


def simplified(text: str) -> str:
    """The text with its traditional characters as simplified ones."""
    return text.translate(_TRADITIONAL)


def _words(text: str) -> list[str]:
    return _WORD.findall(_CAMEL.sub(" ", text).lower())


# The most telling header of a field first; where two columns claim one field, the earlier header wins.
_WORDS = {
    "contract_no": """
        contract no | contract number | contract id | contract | loan no | loan number | loan id | loan ref
        loan reference | account | acct | acct no | acct number | account no | account number | account id
        agreement no | agreement number | invoice number | invoice no | invoice id | invoice | 合同编号 | 合同号
        合同号码 | 借款合同编号 | 借款合同号 | 贷款合同号 | 贷款合同编号 | 契约编号 | 合约编号 | 合约号码 | 合约号
        贷款编号 | 贷款账号 | 借据号 | 借据编号 | 借款编号 | 订单号 | 订单编号 | 账单编号 | 发票号码 | 发票号 | 账号
        reference | ref | id | no | 编号 | 委案编号 | 案件编号 | 案件号 | 个案编号
    """,
    "borrower_reference": """
        borrower id | borrower no | borrower number | borrower ref | borrower | borrower key | customer id
        customer no | customer number | customer | client id | client no | client number | debtor id | debtor no
        debtor reference | member id | member no | user id | 借款人编号 | 借款人号 | 借款人代码 | 借款人id
        客户编号 | 客户号 | 客户代码 | 客户id | 用户编号 | 用户id | 会员编号 | 会员号 | 债务人编号 | 户号
        reference | ref | id | no | 编号
    """,
    "name": """
        full name | debtor | primary debtor | primary borrower | consumer name | account holder | cardholder name
        borrower name | customer name | client name | debtor name | first and last name | 姓名 | 借款人姓名
        借款人名称 | 借款人 | 客户姓名 | 客户名称 | 债务人姓名 | 债务人 | 贷款人姓名 | 户名 | 名称 | applicant
        applicant name | primary applicant | main applicant
    """,
    "last_name": """
        last name | surname | family name | borrower last name | customer last name | 姓 | 姓氏 | 客户姓 | debtor last
        borrower last | consumer last | last | lname
    """,
    "first_name": """
        first name | given name | forename | borrower first name | customer first name | given names | 名 | 名字
        客户名 | debtor first | borrower first | consumer first | first | fname
    """,
    "phones": """
        phone | mobile | mobile phone | mobile number | mobile no | phone number | phone no | cell | cell phone
        cellphone | telephone | tel | contact number | contact phone | home phone | contact mobile | 手机号 | 手机号码
        手机 | 移动电话 | 手机门号 | 行动电话 | 行动电话号码 | 联系电话 | 联络电话 | 电话 | 电话号码 | 借款人手机号
        借款人电话 | 客户手机 | 联系方式 | 联络方式 | 家庭电话 | 住宅电话 | 预留手机号 | 银行预留手机号 | 注册手机号
        tel home | home tel | tel mobile | mobile tel | tel no
    """,
    "id_number": """
        id no | id card | id card no | id card number | identity number | identity card | identity card number
        national id | national id number | personal code | ssn | social security number | social security no | nino
        ni number | national insurance number | national insurance no | hkid | hkid no | hkid number | passport no
        passport number | tax id | tax id number | itin | passport | 身份证统一编号 | 身分证统一编号 | 统一证号
        居留证号 | 护照号 | 香港身份证号 | 港澳居民来往内地通行证 | 身份证号 | 身份证号码 | 身份证 | 证件号码 | 证件号
        公民身份号码 | 身分证号 | 身分证字号 | 身分证号码 | 身分证 | 借款人身份证号 | 借款人身份证 | 客户身份证号
    """,
    "email": """
        e mail | mail | email address | mail address | 邮箱 | 电子邮箱 | 邮箱地址 | 电子邮件 | 电子邮件地址
        电子信箱 | 信箱 | 电邮 | 电邮地址 | 借款人邮箱
    """,
    "address": """
        home address | street address | postal address | mailing address | residential address | 地址 | 家庭地址
        家庭住址 | 住址 | 联系地址 | 联络地址 | 通讯地址 | 通信地址 | 居住地址 | 户籍地址 | 现住址 | 借款人地址
    """,
    "language": """
        locale | lang | preferred language | 语言 | 语种 | 首选语言 | 沟通语言
    """,
    "time_zone": """
        timezone | tz | borrower time zone | 时区 | 所在时区
    """,
    "currency": """
        ccy | currency code | loan currency | 币种 | 货币 | 币别 | 货币种类 | 货币代码 | 贷款币种
    """,
    "principal": """
        loan amnt | loan amount | amount financed | original principal | principal amount | loan principal
        invoice amount | original balance | original amount | amount placed | placement amount | placed balance
        placed amount | charge off balance | charge off amount | original loan amount | funded amnt | funded amount
        disbursed amount | amount borrowed | credit amount | 本金 | 贷款本金 | 借款本金 | 合同金额 | 贷款金额
        借款金额 | 放款金额 | 发放金额 | 授信金额 | 发票金额 | 账单金额 | 应收金额 | amount | amt | 金额 | 核贷金额
        委案金额 | 委托金额 | 委外金额
    """,
    "annual_rate_pct": """
        annual rate | int rate | interest rate | annual interest rate | rate | apr | interest | nominal rate
        年利率 | 年化利率 | 贷款年利率 | 借款年利率 | 利率 | 合同利率 | 执行利率 | 贷款利率 | 借款利率 | 年息
    """,
    "opened_on": """
        issue d | issue date | issue month | issued on | opened on | open date | opening date | loan date
        origination date | disbursed on | disbursement date | start date | contract date | invoice date | funded on
        放款日 | 放款日期 | 放款时间 | 发放日 | 发放日期 | 拨款日 | 拨款日期 | 起息日 | 起息日期 | 贷款日期 | 借款日期
        贷款发放日 | 开始日期 | 合同签订日期 | 签约日期 | 开户日期 | 开票日期 | 发票日期 | drawdown date
        draw down date | advance date
    """,
    "due_on": """
        due date | next pymnt d | next payment date | next payment on | next due date | next due on | due
        payment due date | installment due date | instalment due date | emi due date | payment due on | first due on
        first due date | oldest due date | 应还日期 | 应还日 | 应还款日 | 应还款日期 | 应缴日 | 应缴日期 | 还款日
        还款日期 | 还款到期日 | 缴款日 | 缴款期限 | 本期还款日 | 下次还款日 | 下期还款日 | 下一还款日 | 首次逾期日
        最早应还日 | 逾期起始日 | 首期还款日 | 付款到期日 | 逾期日期 | 首逾日期 | 首逾日 | 首次逾期日期 | 逾期开始日期
        逾期起始日期 | 逾期日 | 最早逾期日期 | 最早逾期日
    """,
    "maturity_on": """
        maturity | maturity date | end date | loan end date | contract end date | final due date | last due date
        expiry date | 到期日 | 到期日期 | 贷款到期日 | 借款到期日 | 合同到期日 | 最后到期日 | 终止日期 | 结束日期
        截止日期 | 最终还款日
    """,
    "term_months": """
        term | loan term | tenor | months | number of instalments | instalment count | 期数 | 总期数 | 贷款期数
        借款期数 | 分期期数 | 期限 | 贷款期限 | 借款期限 | 期限月 | 还款期数
    """,
    "instalment": """
        installment | installment amount | instalment amount | monthly payment | monthly instalment
        monthly installment | emi | 每期应还 | 每期应还金额 | 每期金额 | 每期还款额 | 月供 | 月还款额 | 每月还款
        分期金额 | 期供 | 每期应缴金额 | 月付金 | 每期还款金额 | 每期还款 | 每月还款额 | 月还款金额 | 每月应还金额
    """,
    "outstanding_principal": """
        out prncp | outstanding balance | principal outstanding | remaining principal | principal balance
        unpaid principal | balance | current balance | 剩余本金 | 未还本金 | 本金余额 | 贷款余额 | 尚欠本金 | 未偿本金
        欠款本金 | 待还本金 | 在贷余额 | 余额 | 剩余金额 | 欠款余额 | outstanding amount | 委案本金 | 委托本金
        委外本金
    """,
    "outstanding_interest": """
        interest outstanding | unpaid interest | accrued interest | interest due | remaining interest | 剩余利息
        未还利息 | 欠息 | 应收利息 | 尚欠利息 | 未偿利息 | 利息余额 | 待还利息 | 利息 | interest balance
        balance of interest
    """,
    "outstanding_fees": """
        fees outstanding | unpaid fees | fees | fees due | late fees | penalty | 剩余费用 | 未还费用 | 费用
        应收费用 | 尚欠费用 | 罚息 | 违约金 | 滞纳金 | 逾期费用 | 手续费
    """,
    "overdue_amount": """
        amount overdue | past due amount | amount past due | arrears | arrears amount | total overdue
        overdue balance | delinquent amount | past due balance | 逾期金额 | 逾期总额 | 逾期总金额 | 逾期欠款
        逾期应还金额 | 拖欠金额
    """,
    "overdue_principal": """
        principal overdue | past due principal | principal past due | principal arrears | principal in arrears
        逾期本金 | 拖欠本金 | 逾期未还本金
    """,
    "overdue_interest": """
        interest overdue | past due interest | interest past due | interest arrears | interest in arrears | 逾期利息
        拖欠利息 | 逾期未还利息
    """,
    "overdue_fees": """
        fees overdue | past due fees | fees past due | fee arrears | overdue penalty | 逾期罚息 | 逾期违约金
        逾期滞纳金 | 逾期费 | 逾期未还费用
    """,
    "instalment_no": """
        installment no | emi no | emi number | instalment number | installment number | period no | period number
        instalment | period | schedule no | 期次 | 期号 | 第几期 | 当前期次 | 期数序号 | 还款期次 | 分期序号
        分期期次
    """,
    "due_principal": """
        principal due | scheduled principal | emi principal | installment principal | instalment principal
        principal payable | 应还本金 | 本期应还本金 | 当期应还本金 | 计划本金 | 期供本金 | 应收本金
    """,
    "due_interest": """
        scheduled interest | emi interest | installment interest | instalment interest | interest payable | 应还利息
        本期应还利息 | 当期应还利息 | 计划利息
    """,
    "due_fees": """
        scheduled fees | fees payable | 应还费用 | 应还罚息 | 本期应还费用 | 应还违约金 | 应还服务费
    """,
    "days_past_due": """
        dpd | days overdue | overdue days | days late | past due days | days in arrears | 逾期天数 | 逾期日数
        拖欠天数 | 逾期天 | 延滞天数 | 迟延天数
    """,
    "status": """
        loan status | account status | contract status | state of loan | 状态 | 贷款状态 | 借款状态 | 合同状态
        还款状态 | 账户状态 | 借据状态
    """,
    "disputed": """
        dispute | is disputed | in dispute | 争议 | 有争议 | 是否争议 | 是否有争议 | 存在争议
    """,
    "as_of": """
        as of date | report as of | report date | reporting date | snapshot date | data date | cut off date
        数据日期 | 资料日期 | 统计日期 | 截至日期 | 基准日 | 基准日期 | 报表日期 | 快照日期
    """,
    "charged_off_on": """
        charge off date | chargeoff date | charged off date | date of charge off | write off date | written off on
        核销日期 | 核销日 | 呆账日期 | 转呆日期 | 转销日期
    """,
    "original_creditor": """
        original lender | creditor | creditor name | original creditor name | originator | 原债权人 | 原始债权人
        原债权银行 | 原贷款机构 | 委托方 | 委案方 | 委托机构
    """,
    "early_interest": """
        early interest | interest on early repayment | interest if repaid early | early repayment interest
        interest on early settlement | early settlement interest | prepayment interest | interest on prepayment
        提前还款利息 | 提前还款计息 | 提前还款计息方式 | 提前结清利息 | 提前结清计息 | 提前结清计息方式 | 提前清偿利息
        提前清偿计息方式
    """,
    "last_paid_on": """
        last payment date | last payment on | date of last payment | last pymnt d | last paid date | last pay date
        last payment | 最近还款日期 | 最近还款日 | 最后还款日期 | 最后还款日 | 最近一次还款日期 | 上次还款日期
        最后缴款日 | 最后缴款日期
    """,
    "last_paid_amount": """
        last payment amount | last payment amt | last paid amount | last pay amount | last pymnt amnt
        amount of last payment | 最近还款金额 | 最后还款金额 | 最近一次还款金额 | 上次还款金额 | 最后缴款金额
    """,
    "paid_on": """
        payment date | paid date | date paid | pay date | value date | received on | transaction date | posting date
        booking date | 实际还款日 | 实际还款日期 | 还款时间 | 入账日期 | 入账日 | 到账日期 | 到账日 | 到账时间
        支付日期 | 付款日期 | 付款日 | 交易日期 | 交易时间 | 缴款日期 | 收款日期 | 还款日期 | 还款日 | 缴费日期
        转账日期 | 汇款日期 | date | 日期
    """,
    "amount": """
        payment amount | paid amount | amount paid | amt | payment | paid | amount received | received amount
        transaction amount | 还款金额 | 还款额 | 实还金额 | 实际还款金额 | 支付金额 | 付款金额 | 收款金额 | 到账金额
        入账金额 | 交易金额 | 缴款金额 | 已还金额 | 回款金额 | 汇款金额 | 金额
    """,
    "reference": """
        payment reference | payment id | payment no | bank reference | transaction id | transaction no
        transaction reference | receipt no | ref | 流水号 | 交易流水号 | 银行流水号 | 支付流水号 | 还款流水号
        流水编号 | 交易编号 | 交易号 | 凭证号 | 凭证编号 | 收据编号 | 参考号 | 支付单号
    """,
    "kind": """
        payment kind | payment type | type | 还款类型 | 还款方式 | 支付类型 | 交易类型 | 类型
    """,
    "to_principal": """
        principal paid | paid principal | of which principal | 还本金 | 已还本金 | 实还本金 | 还款本金 | 冲本金
        本金还款 | 归还本金
    """,
    "to_interest": """
        interest paid | paid interest | of which interest | 还利息 | 已还利息 | 实还利息 | 还款利息 | 冲利息
        利息还款 | 归还利息
    """,
    "to_fees": """
        fees paid | paid fees | of which fees | 还费用 | 已还费用 | 实还费用 | 还款费用 | 已还罚息 | 实还罚息
        冲费用 | 归还费用
    """,
}

HEADERS: dict[str, tuple[str, ...]] = {
    field: tuple(dict.fromkeys(filter(None, map(plain, (field, *_BAR.split(joined))))))
    for field, joined in _WORDS.items()
}
