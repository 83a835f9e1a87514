"""Made-up people: Chinese names as common as they are in life, phones, ID numbers and addresses that reach nobody."""

import random
from datetime import date, timedelta

SURNAMES = (
    "王王王王王王王李李李李李李李张张张张张张刘刘刘刘刘陈陈陈陈杨杨杨黄黄赵赵吴吴周周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩"
    "冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺"
)
GIVEN = (
    "伟芳敏静丽强磊军洋勇艳杰娟涛明超霞平刚英华玉兰红梅建国志文海波鹏飞宇浩俊凯晨阳雪婷欣怡佳慧琳思雨子轩梓涵晓东春生"
    "小云月秋冬青松柏林森鑫淼焱然博睿瑞祥福康宁安泰和顺永恒德仁义礼智信忠孝廉正清雅诗书琴棋画竹菊荷莲蕾薇萍莉娜珍珠宝玲珑"
)
WORK_YEARS = 14_000
STREETS = (
    "上海市浦东新区",
    "北京市朝阳区",
    "广东省深圳市南山区",
    "浙江省杭州市西湖区",
    "四川省成都市武侯区",
    "湖北省武汉市洪山区",
)
FIRST_BIRTH = date(1962, 1, 1)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
SIGNS = "10X98765432"


def given(dice: random.Random) -> str:
    """The given name, of one sign for every fifth person."""
    first = dice.choice(GIVEN)
    return first if dice.random() < 0.2 else first + dice.choice(GIVEN)


def unlike(dice: random.Random, taken: set[str]) -> str:
    """A name of three signs that nobody has yet."""
    while (name := dice.choice(SURNAMES) + dice.choice(GIVEN) + dice.choice(GIVEN)) in taken:
        pass
    taken.add(name)
    return name


def phone(number: int) -> str:
    """A telephone number of a range that nobody is given."""
    return f"140{number:08}"


def id_number(number: int) -> str:
    """A well-formed ID number of an area that does not exist."""
    born = FIRST_BIRTH + timedelta(days=number * 7919 % WORK_YEARS)
    body = f"999999{born:%Y%m%d}{number // WORK_YEARS % 1000:03}"
    return body + SIGNS[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11]


def email(number: int) -> str:
    """An e-mail address of a domain that no mail reaches."""
    return f"borrower{number}@demo.example"


def street(number: int) -> str:
    """A postal address on a street that does not exist."""
    return f"{STREETS[number % len(STREETS)]}示范路{number}号"
