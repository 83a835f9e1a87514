"""Chinese words and frames of the content check: others who will be called, visited or told."""

GROUPS = {
    "OTHERS": """
        家人 家属 家里 家里人 家中 家庭 一家人 全家 家长 父母 爸妈 爸爸 妈妈 父亲 母亲 爸 妈 爹 娘 老爸 老妈 老父亲
        老母亲 两老 双亲 老人 老婆 老公 妻子 丈夫 爱人 媳妇 配偶 太太 另一半 伴侣 男朋友 女朋友 男友 女友 未婚夫
        未婚妻 前妻 前夫 前男友 前女友 孩子 小孩 儿子 女儿 子女 儿女 小朋友 兄弟 姐妹 兄弟姐妹 哥哥 弟弟 姐姐 妹妹
        大哥 大姐 哥 姐 爷爷 奶奶 外公 外婆 姥姥 姥爷 阿公 阿嬷 岳父 岳母 岳父母 丈人 丈母娘 公公 婆婆 公婆 亲家 女婿
        儿媳 叔叔 舅舅 姑姑 阿姨 姨妈 伯父 表哥 表弟 表姐 表妹 堂哥 堂弟 亲戚 亲属 亲人 近亲 亲友 亲朋 亲朋好友
        亲戚朋友 亲友团 家族 族人 长辈 同住人 同居人 室友 舍友 房东 租客 朋友 好友 好朋友 朋友们 同学 老同学 校友 战友
        熟人 老乡 乡亲 乡亲们 邻居 街坊 左邻右舍 邻里 隔壁 同事 同事们 同僚 领导 单位领导 公司领导 上级 上司 老板 主管
        经理 总监 组长 店长 厂长 校长 院长 老师 班主任 辅导员 导师 教练 雇主 东家 老总 负责人 单位 工作单位 公司
        公司前台 前台 人事 人事部 人事部门 人力 人力资源 人力资源部 人资 人资部 hr 财务 财务部 工会 工厂 厂里 店里
        部门 学校 学院 幼儿园 村委会 村委 居委会 居委 村里 村上 村长 村支书 村书记 村干部 村主任 生产队 社区
        社区居委会 街道 街道办 里长 邻长 里办公处 管委会 物业 物管 乡里 镇上 老家 户籍地 联系人 紧急联系人 联系人们
        联系人电话 通讯录 通讯录好友 通讯录联系人 电话簿 电话本 手机联系人 联络人 紧急联络人 备用联系人 参考人 推荐人
        亲属联系人 微信好友 好友列表 line好友 客户 合伙人 合作伙伴 供应商 同行 上下游 教会 牧师
    """,
    "FOLK": """
        你先生 你对象 家人 家属 家里人 父母 爸妈 老婆 老公 妻子 丈夫 配偶 亲友 亲戚 亲属 亲朋好友 亲戚朋友 子女 孩子
        村委会 居委会 村委 居委 村干部 村支书 村长 里长 单位领导 公司领导 领导 主管 老板 单位 雇主 人事 人事部
        人力资源 hr 同事 邻居 街坊 左邻右舍 紧急联系人 紧急联络人 联系人 联络人 通讯录 通讯录好友 通讯录联系人 电话簿
        班主任 校方 房东 物业 老家 直系亲属 第三方联系人 所有联系人 全部联系人 身边的人 周围的人 身边人
    """,
    "DOWHAT": """
        同步给 抄送 抄送给 推送给 发送给 透露给 披露给 分享给 联系 联络 通知 告知 告诉 转告 知会 通报 通告 通气 打电话
        打电话给 打给 打到 打去 致电 去电 拨打 拨通 呼叫 call 电联 电访 电话联系 电话通知 电话告知 找 找到 找上 找找
        去找 寻找 约谈 会会 拜访 走访 探访 家访 访问 上门找 上门拜访 上门走访 上门通知 打听 询问 问问 问一问 请教 了解
        发短信 发短信给 发信息给 发消息给 发微信给 发函 发函给 发函至 致函 去函 函告 寄信 寄信给 寄信到 寄函 写信给
        发律师函给 发通知给 寄到 发到 发给 寄给 送到 邮寄到 传讯息给 反映 反应 反馈 说明 汇报 报告 上报 报给 投诉 沟通
        协商 谈谈 聊聊 对话 核实 查访 查证 核对 调查 外访 骚扰 轰炸 打爆 群发 群呼 联系到 通知到 联系上 加微信 惊动
        打扰 请出 拉上 叫上 叫来 请来 牵扯 牵连 动用 催促 督促 催收 追讨 索要 要钱 要账 讨要 告发 检举
    """,
    "BY": "给 跟 和 向 与 同 对 找 到 打给 打到 去找",
    "SAYTO": """
        发律师函 寄律师函 发通知函 发催告函 寄通知 打电话 打个电话 打通电话 取得联系 建立联系 进行联络 进行联系
        进行沟通 去电话 去电 致电 来电 电话 打 拨 通话 发短信 发信息 发消息 发微信 发函 发通知 寄信 写信 发信 传讯息
        传简讯 联系 联络 沟通 反映 说 说说 说明 讲 讲讲 谈 谈谈 聊 聊聊 聊一聊 谈一谈 说一说 说一声 讲一声 知会 交涉
        协商 核实 了解 了解情况 要 要钱 要账 追讨 催收 催 告状 汇报 报告 投诉 问 问问 打听 对质 碰面 见面 见个面 坐坐
        说清楚 讲清楚 交代 通气 打招呼 询问 调查 走访 拜访 处理 解决 讨个说法 要个说法 讨 收
    """,
    "SURELY": """
        后续 专人 由专人 将 将要 即将 会 就会 要 就要 就 就得 只能 只好 只有 只得 不得不 唯有 必须 必将 必定 一定 肯定
        直接 马上 立即 立刻 随时 准备 打算 考虑 决定 开始 着手 安排 计划 逐个 逐一 挨个 一个一个 一个个 一一 轮流 依次
        全部 也会 都会 都要 也要 再 另行 同时 同步 陆续 正在 已 已经 已在 现在 今天 明天 后天 今晚 下午 上午 明早 下周
        下一步 下一个 接下来 很快 恐怕 可能 可以 不排除 有权 有可能 到时 到时候 届时 那就 那么 只怕 否则 不然 要不
        要不然 亲自 派人 上门 别怪 信不信 如实
    """,
    "UNPAID": """
        不还 再不还 不还钱 不还款 没还 未还 不缴 不缴款 再不缴 不缴费 未缴 不付 不付款 没付 未付 不处理 再不处理
        未处理 不解决 不接 不接电话 再不接 不回 不回电 不回复 没回复 不联系 不联络 不露面 不出面 不出现 不结清 未结清
        不清偿 不履行 不配合 逾期 继续逾期 再逾期 拖 再拖 再拖下去 拖下去 继续拖 赖账 躲 再躲 失联 联系不上 联络不上
        联系不到 打不通 关机 拒接 逃避 敢挂 挂电话 否则 不然 要不然 要不 还不上 还不了 还不出 没收到 收不到 没到账
        未到账 见不到钱 看不到钱 没有还款 没有回应 无回应 不回应 没有消息
    """,
    "GETS": """
        接到 收到 接听 接着 接 收 听到 听说 知道 知晓 得知 知情 获知 了解到 看到 见到 晓得 发现 被通知 被联系 被告知
        被找 被打 被催 被问 被骚扰 被打扰 被叫 被惊动 被牵扯 被牵连 被拜访 配合 过问 出面 来找你 来问你 找你
    """,
    "NEWS": """
        电话 来电 短信 信息 消息 通知 通知书 函 律师函 信 信件 微信 讯息 简讯 拜访 我们 我 本公司 我司 我方 催收
        这件事 这事 此事 这笔 欠款 欠钱 逾期 情况 真相 实情 你的事 这个消息 催款 告知书
    """,
    "BIDDEN": """
        你同意 你授权 经你同意 征得你同意 你的同意 书面同意 书面授权 你书面 应你要求 应你的要求 依你的要求 依你要求
        依照你的要求 按照你的要求 依你的授权 依授权 按你要求 按你的要求 根据你的要求 你要求 你希望 你想让 如你希望
        你指定 你委托 委托人 代理人 你已同意 经同意 你允许 你许可 授权书 你请 你约定 按约定 约定的 你事先 你预约
        你说过 你愿意 你提出 你申请 你主动 你本人同意 同意后 授权后 你安排 你交代
    """,
    "WHOMAY": """
        请问 是否可以 能否 可否 可不可以 能不能 方不方便 是否方便 方便吗 哪位 哪一位 谁 您看可以 可以吗 好吗 行吗
        同意吗 愿意吗
    """,
    "ADVISE": """
        你 请 请你 不会 不得 不能 不可 不应 不该 不许 不准 绝不 决不 从不 从未 不再 不联系 不联络 不通知 不告知 不告诉
        不打扰 不惊动 不打给 不找 不向 不给 不与 不跟 禁止 严禁 不允许 建议 可以请 可请 希望 鼓励 协助 帮助 帮忙 如需
        欢迎 让你 提示你 提醒你 麻烦你 烦请 方便 便于 避免 保护 任何人 有人 如果你 自称 冒充 陌生人 他人
    """,
    "WARDED": """
        验证码 密码 骗子 诈骗 冒充 自称 投诉 举报 更新 变更 更正 更改 修改 删除 是否正确 隐私 保密 代收 代为 协助你
        帮助你 帮你 支持 关心 照顾 祝 问候你 放心 请放心 商量 沟通一下还款方案 保证人 担保人 共同借款人 连带 爱心 住院
        生病 病 去世 过世 节哀 身故 遗产 紧急情况 急救 意外险
    """,
    "TAKECARE": "请 商量 一起 陪 支持 帮助 协助 代收 代为 放心 请放心 建议 可以 如果 如 若 欢迎 方便 最好",
}

TABLES = {
    "CT-THIRD": """
        - WE 8~ADVISE DOWHAT 0 贵公司|贵单位|贵司 4 人事|人事部|人事部门|领导|主管|负责人|财务|前台|hr|人力|单位|END
          !BIDDEN !WHOMAY !WARDED
        - 打|拨打|拨 2 你 4~WE OTHERS 3 电话|手机|号码|座机 !BIDDEN !WHOMAY !TAKECARE
        - WE 10~ADVISE DOWHAT 2 你 5~WE OTHERS !BIDDEN !WHOMAY !WARDED
        - WE 4 SURELY 6~ADVISE DOWHAT 1 FOLK !BIDDEN !WHOMAY !WARDED
        - WE 12~ADVISE BY 1 你 5~WE OTHERS 6 SAYTO !BIDDEN !WHOMAY !WARDED
        - WE 4 SURELY 6~ADVISE BY 1 FOLK 6 SAYTO !BIDDEN !WHOMAY !WARDED
        - UNPAID 12, SURELY 6~ADVISE DOWHAT 2 你 5~WE OTHERS !BIDDEN !WHOMAY
        - UNPAID 12, SURELY 6~ADVISE DOWHAT 1 FOLK !BIDDEN !WHOMAY
        - UNPAID 12, SURELY 6~ADVISE BY 1 你 5~WE OTHERS 6 SAYTO !BIDDEN !WHOMAY
        - UNPAID 12, SURELY 6~ADVISE BY 1 FOLK 6 SAYTO !BIDDEN !WHOMAY
        - UNPAID 2, DOWHAT 2 你 5~WE OTHERS !BIDDEN !WHOMAY !TAKECARE
        - START 0 SURELY 6~ADVISE DOWHAT 2 你 5~WE OTHERS !BIDDEN !WHOMAY !WARDED !TAKECARE
        - START 0 SURELY 6~ADVISE DOWHAT 1 FOLK !BIDDEN !WHOMAY !WARDED !TAKECARE
        - START 0 SURELY 6~ADVISE BY 1 你 5~WE OTHERS 6 SAYTO !BIDDEN !WHOMAY !WARDED !TAKECARE
        - START 0 SURELY 6~ADVISE BY 1 FOLK 6 SAYTO !BIDDEN !WHOMAY !WARDED !TAKECARE
        - START 0 DOWHAT 1 你 5~WE OTHERS 6 END !BIDDEN !WHOMAY !WARDED !TAKECARE
        - START 0 BY 0 你 5~WE OTHERS 4 SAYTO 4 END !BIDDEN !WHOMAY !WARDED !TAKECARE
        - 你 5~WE OTHERS 6~NOT SURELY 4~NOT GETS 6 NEWS !BIDDEN !WHOMAY !WARDED
        - 你 5~WE OTHERS 4~NOT SURELY 4~NOT GETS 3 END !BIDDEN !WHOMAY !WARDED
        - START 2 FOLK 4~NOT SURELY 4~NOT GETS 6 NEWS !BIDDEN !WHOMAY !WARDED
        - 你 5~WE OTHERS 10, WE 6~ADVISE DOWHAT|SAYTO 3 END !BIDDEN !WHOMAY !WARDED
        - 你 5~WE OTHERS 12, 逐个|逐一|挨个|一个个|一个一个|一一|全部|轮流 6
          打电话|打给|通知|联系|联络|告知|发短信|发|打 !BIDDEN
        - 让|叫|使|好让 1 你 5~WE OTHERS 4 知道|知情|晓得|得知|听听|听一听|来处理|来还|来解决|出面|替你还|看看|了解
          !BIDDEN !WHOMAY !WARDED !TAKECARE
        - 让|叫|使|好让 1 FOLK 3 知道|知情|晓得|得知|听听|来处理|来还|来解决|出面 !BIDDEN !WHOMAY !WARDED !TAKECARE
        - 不想|不希望|不愿|不愿意|不想要|别让|不要让|怕|不怕|想让|想不想让|要不要让|要让 5 OTHERS|FOLK 6 知道|知情|
          晓得|得知|接到|收到|听到|看到|为难|难做|受打扰|被打扰|操心|担心 10, 还|处理|缴|付|联系|结清|回电|配合|END
          !BIDDEN !TAKECARE
        - 去|到|上|来|找到|打到 1 你 4 单位|公司|学校|厂里|店里|村里|村委会|居委会|社区|工作单位|父母家|娘家|婆家|
          老家|亲戚家|工作的地方|上班的地方 6 找|拜访|走访|了解|核实|沟通|谈|谈谈|聊聊|说明|反映|要|调查|坐坐|外访|问|
          通知|说|见 !BIDDEN !WHOMAY !AGREED !NEED
        - WE|SURELY|派人|安排人|明天|下午 6~ADVISE 去|到|上|来|上门 1 你 4 单位|公司|学校|厂里|村里|村委会|父母家|
          娘家|婆家|亲戚家|岳父家 3 END !BIDDEN !WHOMAY !AGREED !NEED
        - 打|爆|翻|按|照|按照|导出|调取|拿到|掌握|读取|群发|扫|拨打|打遍 5
          通讯录|电话簿|电话本|联系人名单|好友列表|手机联系人 !BIDDEN !WHOMAY !WARDED !TAKECARE
        - 你 3 通讯录|联系人|电话簿|亲友电话|家人电话|亲属电话|家人号码|父母电话|父母的电话|家人的电话|领导电话|
          单位电话|公司电话 8, WE 4 有|都有|全有|掌握|已掌握|拿到|已拿到|手里|手上|查到|已查到 !BIDDEN !WARDED
        - WE 4 有|都有|掌握|已掌握|掌握了|拿到|查到|已查到|找到|存了 3 你 6 OTHERS 4
          电话|号码|手机|联系方式|微信|地址|名单 !BIDDEN !WHOMAY !WARDED !NEED
        - 下一个|下一通|下一步|接下来|下个|下次|下回 6 打给|找|联系|通知|电话|就是|是|轮到|去|到 3 你 5~WE OTHERS
          !BIDDEN !NEED
        - 轮到|该轮到 2 你 5~WE OTHERS
        - 你 5~WE OTHERS 6 已|已经|早就 4~NOT 联系过|通知到|知道了|通知了|告知了|找过|知情了 !BIDDEN !WARDED
        - 你 5~WE OTHERS 8 WE 4 SURELY 4~ADVISE DOWHAT|SAYTO !BIDDEN !WHOMAY !WARDED
        - WE|SURELY 4~ADVISE 请|叫|拉|找 1 FOLK 4 出面|处理|协调|来|评理|作证|施压|帮忙催 !BIDDEN !WHOMAY !WARDED
        - WE|SURELY 4~ADVISE 让|叫|找 1 你 5~WE OTHERS 3 处理|还|还钱|解决|承担|负责|替你 !BIDDEN !WHOMAY
        - 你 5~WE OTHERS 4 还不知道|不知道吧|知道吗|知不知道|还蒙在鼓里|不知情吧 !BIDDEN !WHOMAY !WARDED !TAKECARE
        - 电话|函|律师函|信|短信|通知 4~ADVISE 打到|打给|打去|寄到|寄给|发到|发给|送到 1 你 5~WE OTHERS !BIDDEN
          !WHOMAY !WARDED
        - WE|SURELY 4~ADVISE 加|添加 2 你 5~WE OTHERS 3 微信|好友|qq|line !BIDDEN !WHOMAY
        - START 2 FOLK 6~NOT WE 4 SURELY 4~ADVISE DOWHAT|SAYTO !BIDDEN !WHOMAY !WARDED
        - 派员|派人|专人|外访员|外访人员|外勤 14~NOT 拜访|走访|约谈|找|访谈|联系|通知|访 1 你 4 OTHERS !BIDDEN !WHOMAY
          !AGREED
        - SURELY 3~ADVISE 同步给|抄送给|抄送|发送给|推送给|披露给|透露给|分享给|反映给|通报给|告知|发给|寄给 1 你 5~WE
          OTHERS !BIDDEN !WHOMAY !WARDED !TAKECARE
        - WE|SURELY 4~NOT 请|叫|拉|找 1 你 5~WE OTHERS 4 出面|处理|协调|来|评理|施压 !BIDDEN !WHOMAY !WARDED
        - 你 5~WE OTHERS 3 电话|号码|微信|联系方式|地址 6~NOT WE|我这里|我这|手里|手上 4 有|都有|掌握|查到 !BIDDEN
          !WHOMAY !WARDED
        - 问 1 你 5~WE OTHERS 4 要|拿|讨|收|还 !BIDDEN !NOTYOU
        - 看 4 你 5~WE OTHERS 4 怎么说|怎么想|知不知道|管不管|什么反应|怎么看|会怎么 !BIDDEN
        - 由|让|请|叫|要 2 你 5~WE OTHERS 4 督促|劝|催|转告|转达|管教|管管|约束 3 你 !BIDDEN !TAKECARE !WARDED
    """,
}
