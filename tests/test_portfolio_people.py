"""Whose column it is: the borrower's own, another person's, a workplace's, in three scripts."""

import pytest

from rules import portfolio
from rules.portfolio import people
from rules.portfolio.columns import PERSONAL
from rules.portfolio.headers import HEADERS

PHONE, NUMBER, EMAIL, NAME, ADDRESS = "14012345671", "999999199001010438", "zhangmu@x.example", "张母", "家路1号"
OTHERS = {
    PHONE: """
        紧急联系人电话 | 紧急联系人手机号 | 联系人1手机 | 联系人1手机号码 | 联系人 1 手机 | 第二联系人电话 | 联系人电话 | 联系人（一）电话
        手机号（紧急联系人） | 手机号【配偶】 | 电话(父亲) | 配偶手机 | 父亲手机 | 母亲电话 | 家属电话 | 亲属联系电话 | 直系亲属手机号
        同事电话 | 朋友手机 | 担保人手机 | 保证人电话 | 共同借款人手机号 | 单位电话 | 公司电话 | 工作单位电话 | 工作电话 | 手机号（单位）
        客户经理手机 | 客户经理电话 | 催收员电话 | 业务员手机 | 推荐人电话 | 借款人配偶电话 | 客户联系人电话 | 电话 - 担保人 | 紧 急 联 系 人 电 话
        緊急聯絡人電話 | 聯絡人1手機 | 連絡人電話 | 保證人手機 | 連帶保證人電話 | 配偶行動電話 | 親屬電話 | 公司電話 | 單位電話 | 客戶經理電話
        業務員手機 | 手機號碼（緊急聯絡人） | 母親手機 | 僱主電話 | 共同借款人電話
        Emergency Contact Phone | EmergencyContactPhone | emergency_contact_mobile | Contact 1 Phone | Contact1 Mobile
        Contact Person Phone | Contact's phone | Employer Phone | Work Phone | Office Phone | Company Phone | Spouse Mobile
        Phone (spouse) | Mobile (Emergency) | Phone of guarantor | Guarantor Phone | Co-Borrower Phone | CoBorrower Mobile
        Reference 1 Phone | Relative Phone | Father's phone | Mother Mobile | Next of Kin Phone | Colleague Phone
        Account Manager Phone | Collector Mobile | Second Borrower Phone | Phone - Reference | Attorney Phone
    """,
    NUMBER: """
        担保人证件 | 担保人身份证号 | 配偶身份证号 | 身份证号（担保人） | 共同借款人身份证号码 | 保證人身分證字號 | 身分證號（配偶）
        Guarantor ID | Guarantor ID Number | Spouse National ID | ID Number (guarantor) | Co-applicant SSN
    """,
    EMAIL: """
        联系人邮箱 | 配偶邮箱 | 单位邮箱 | 邮箱（紧急联系人） | 聯絡人電子信箱 | 公司信箱
        Spouse Email | Employer Email | Email (guarantor) | Contact Person Email | Work email
    """,
    NAME: "联系人姓名 | 担保人姓名 | 姓名（配偶） | 緊急聯絡人姓名 | Spouse Name | Guarantor full name | Name (emergency contact)",
    ADDRESS: "单位地址 | 联系人1现居地址 | 地址（担保人） | 公司地址 | 保證人地址 | Employer Address | Home address (spouse)",
}
OWN = {
    "phones": """
        手机号 | 手机号码 | 联系电话 | 借款人联系电话 | 借款人手机号码 | 客户手机 | 客户手机号 | 客户联系电话 | 本人手机号 | 手机号（本人） | 手机号（必填）
        电话（借款人） | 联系方式 | 用户手机 | 债务人电话 | 手机号1 | 預留手機號 | 手機號碼 | 聯絡電話 | 借款人聯絡電話 | 客戶手機 | 行動電話
        Contact phone | Contact Number | Contact phone 2 | Mobile | Phone (mobile) | Borrower Phone | Debtor's mobile | Customer phone
        Client Mobile Number | Phone 1 | Primary phone | Applicant cell phone
    """,
    "id_number": "身份证号 | 证件号码（18位） | 客户身份证号码 | 借款人证件号 | 身分證字號 | 借款人身分證號 | Borrower ID card | National ID",
    "email": "邮箱 | 客户邮箱 | 借款人电子邮箱 | 電子信箱 | 客戶電子信箱 | Email | Debtor's e-mail | Customer Email Address",
    "name": "姓名 | 客户姓名 | 借款人姓名（必填） | 借款人姓名 | 客戶姓名 | Borrower name | Applicant Full Name",
    "address": "地址 | 客户地址 | 借款人住址 | 联系地址 | 通訊地址 | Mailing Address | Customer home address",
}


def split(joined: str) -> list[str]:
    return [" ".join(word.split()) for line in joined.strip().split("\n") for word in line.split(" | ") if word.strip()]


@pytest.mark.parametrize(("header", "cell"), [(each, cell) for cell, all in OTHERS.items() for each in split(all)])
def test_a_column_that_names_somebody_else_is_never_the_borrowers(header, cell):
    (match,) = portfolio.propose([header], [[cell], [cell]]).columns

    assert match.field not in PERSONAL
    assert people.is_others(header)


@pytest.mark.parametrize(("header", "field"), [(each, field) for field, all in OWN.items() for each in split(all)])
def test_a_column_of_the_borrowers_own_is_known_in_many_words(header, field):
    assert portfolio.propose([header]).columns[0].field == field


def test_no_header_that_is_known_for_the_borrower_names_somebody_else():
    assert [each for field in PERSONAL for each in HEADERS[field] if people.is_others(each)] == []


@pytest.mark.parametrize("cell", [PHONE, NUMBER, EMAIL, NAME, ADDRESS, "K1"])
@pytest.mark.parametrize("header", ["x", "", "备用", "其他", "Field 7", "contact", "微信", "紧急"])
def test_nothing_is_taken_by_the_shape_of_its_values(header, cell):
    found = portfolio.propose(["借据号", "本金", header], [["A1", "100", cell]] * 5)

    assert found.columns[2].field is None
    assert (header or "#3") in found.left_out


def held(*headers: str) -> dict[int, str]:
    return {match.position: match.field for match in portfolio.propose(headers).columns if match.field}


@pytest.mark.parametrize(
    ("headers", "own"),
    [
        (("姓名", "身份证号", "手机号", "担保人", "身份证号", "手机号"), {0, 1, 2}),
        (("姓名", "手机号", "紧急联系人", "与借款人关系", "电话"), {0, 1}),
        (("姓名", "手机号", "联系人1姓名", "联系人1关系", "电话", "联系人2姓名", "电话", "本金"), {0, 1, 7}),
        (("Name", "Phone", "Guarantor", "Phone 2", "Email", "Principal", "Address"), {0, 1, 5, 6}),
        (("姓名", "紧急联系人", "紧急联系人电话", "手机号"), {0, 3}),
        (("姓名", "工作单位", "手机号", "身份证号"), {0, 2, 3}),
        (("客户经理", "客户姓名", "手机号"), {1, 2}),
        (("姓名", "担保人", "借款人手机号"), {0, 2}),
    ],
)
def test_a_bare_phone_after_a_person_is_that_persons(headers, own):
    assert set(held(*headers)) == own


def test_a_unit_of_measure_is_no_workplace():
    found = portfolio.propose(["合同编号", "合同金额（单位：元）", "剩余本金(单位:万元)"])

    assert [match.field for match in found.columns] == ["contract_no", "principal", "outstanding_principal"]


def test_a_choice_of_before_that_mixed_people_up_is_not_repeated_and_one_made_since_is():
    assert portfolio.is_doubtful("紧急联系人电话", "phones")
    assert portfolio.is_doubtful("停催标志", "")
    assert not portfolio.is_doubtful("手机号", "phones")
    assert not portfolio.is_doubtful("备注", "")
