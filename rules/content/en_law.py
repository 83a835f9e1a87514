"""English words of the content check: authority, law, disclosure, coercion, and what excuses."""

GROUPS = {
    # False authority.
    "AM": """
        i_am we_are this_is calling_from call_from calling_on_behalf_of on_behalf_of speaking_from my_name_is
        i_work_for we_work_for i_work_at i_represent we_represent representing writing_from acting_for working_for
        i_work_with you_have_reached here_is it_is speaking_for we_act_for i_act_for message_from notice_from
        a_call_from i_come_from we_come_from i_serve_as acting_as i_am_calling_from with_the you_are_speaking_to
        you_are_talking_to you_are_speaking_with i_work_in i_am_at speaking_with i_am_from we_are_from i_am_with
        we_are_with i_am_the we_are_the
    """,
    "AUTH": """
        court courts county_court high_court magistrates_court district_court supreme_court court_enforcement
        enforcement_office enforcement_officer police police_officer police_department police_station sheriff
        sheriff's sheriffs district_attorney attorney_general prosecutor prosecutors prosecution prosecutor's da's da
        fbi federal_agent federal_agents federal_bureau irs internal_revenue hmrc marshal marshals judge judge's
        bailiff bailiffs government state_agency federal_agency federal_government cfpb ftc
        consumer_financial_protection federal_trade_commission financial_conduct_authority fca home_office immigration
        interpol detective inspector constable officer sergeant lieutenant ministry department_of_justice
        justice_department department_of_the_treasury treasury social_security tribunal crown_prosecution crown_court
        credit_bureau credit_bureaus equifax experian transunion credit_reference_agency credit_reporting_agency
        central_bank federal_reserve magistrate magistrates cps public_prosecutor process_server deputy_sheriff deputy
        law_enforcement u.s. justice secret_service crown county_clerk clerk_of_the_court court_clerk fraud_squad
        metropolitan_police scotland_yard warrant_officer special_agent ombudsman regulator financial_ombudsman
        cybercrime warrants_division criminal_division fraud_division warrant_division litigation_court
        prosecution_service mediator_general registrar state_department department_of_state serious_fraud_office nca
        national_crime_agency cia official_of mediation_board mediation_office arbitration_board arbitration_panel
        an_official government_official public_official court_official state_attorney us_attorney attorney_'s_office
        county_attorney city_attorney solicitor_general courthouse tax_office tax_authority government_enforcement
        enforcement_agent enforcement_agency inland_revenue customs border_force border_agency city_hall the_state
        clerk trading_standards insolvency_service sherriff federal_court superior_court civil_court
        small_claims_court municipal_court bankruptcy_court magistrate's_court family_court attorney_office
        government_department government_body official_receiver treasury_department homeland_security state_police
    """,
    "STOP": """
        not about regarding to that with concerning no never because why from_you if sorry happy against report
        reported by when where whether for_you company bank collections agency recommend reminder who lawyer
        instructed filed until
    """,
    "LAWYER": "attorney lawyer solicitor counsel barrister law_firm law_office law_offices legal_counsel esquire",
    "PRESS": """
        pay arrest arrested sue sued today now immediately jail prison must lawsuit warrant summons court 24_hours
        deadline order demand for_the_state state government of_record seize
    """,
    "NOTICE": """
        notice order summons warrant notification judgment judgement subpoena alert decree final_notice writ citation
        enforcement_notice hearing_notice
    """,
    "WRIT": """
        summons warrant subpoena writ court_papers court_order judgment judgement indictment arrest_warrant citation
        bench_warrant
    """,
    "LINK": "link click pay withdraw~ cancel~ lift~ settle drop dismiss~ avoid stop quash~ recall~ remove",
    # False legal consequences.
    "POLICE": """
        police cops officers officer sheriff marshals marshal fbi detectives cop constable deputy deputies
        law_enforcement authorities feds police_car squad_car sheriff's bailiffs bailiff interpol swat
    """,
    "SEIZED": """
        arrest~ pick_you_up picking_you_up take_you_away taking_you_away take_you_in lock_you_up locking_you_up
        handcuff~ cuff~ detain~ jail~ come_for_you come_and_get_you coming_to_get_you coming_for_you come_to_your
        drag~ coming_to_your knock_on_your knocking_on_your be_at_your at_your_door outside_your haul~ come_to_get
        take_you custody coming_over come_round come_around on_their_way on_the_way get_you collect_you visit~ put_you
        throw_you bring_you_in show_up coming_after after_you
    """,
    "JAIL": """
        jail jailed prison jail_time prison_time imprisoned imprisonment behind_bars arrested handcuffs in_cuffs
        locked_up prosecuted criminal_charges charged_with criminal_record criminal_prosecution felony convicted
        incarcerated custody deported deportation sent_down criminally extradited prosecution in_a_cell in_cells
    """,
    "CRIME": """
        fraud theft crime criminal felony offence offense stealing larceny criminal_offence criminal_offense
        check_fraud bank_fraud wire_fraud obtaining_money_by_deception misdemeanor misdemeanour crimes
    """,
    "FREEZE": """
        freeze freezing frozen freezes seize seizing seized seizes take taking taken empty emptying emptied block
        blocking blocked confiscate confiscating confiscated lock locking locked close closing closed drain draining
        drained repossess repossessing repossessed garnish garnishing garnished impound impounding impounded sell
        selling sold auction auctioning auctioned clear_out clean_out suspend suspending suspended attach attaching
        levy levying levied cut_off cutting_off clamp clamping clamped tow towing towed remove strip deduct deducting
        withhold withholding
    """,
    "ASSET": """
        bank_account bank_accounts account accounts card cards house home car wages wage salary paycheck pay_check
        paycheque property furniture tv phone assets savings belongings benefits pension money bank tax_refund
        social_security possessions flat apartment van truck everything_you_own everything goods income tools
        debit_card credit_card things stuff paypal everything_you_have vehicle vehicles inheritance disability
        pay_packet
    """,
    "PAPERS": """
        passport passports visa visas licence license driving_licence driver's_license drivers_license citizenship
        green_card social_security_number national_insurance benefits permit residence_permit work_permit
        right_to_vote immigration_status degree residency phone_number phone_line bank_card insurance social_security
        passport's registration welfare right_to_work food_stamps custody ssn nationality identity_card
        health_insurance medicare medicaid
    """,
    "ANNUL": """
        cancel~ revoke~ suspend~ void~ confiscate~ terminate~ annul~ withdraw~ take_away taking_away taken_away strip~
        block~ lose losing lost seize~ deactivate~ invalidate~ blacklist~ cancelled cancelling flag~ flagged stopped
        stop pull pulled
    """,
    "TRAVEL": """
        travel fly flying leave_the_country leaving_the_country leave_town board_a_plane boarding cross_the_border
        border airport abroad go_abroad flights plane train rent_a_home get_a_job
    """,
    "BAN": """
        ban~ banned block~ forbid~ forbidden prevent~ stop stopped bar~ barred restrict~ prohibit~ no_fly
        not_be_allowed not_allowed can_not never
    """,
    "LIST": """
        no_fly_list no-fly_list blacklist black_list wanted_list national_register_of_debtors terrorist_list
        government_blacklist national_blacklist watch_list watchlist sex_offender register_of_criminals no_fly
        criminal_register criminal_database
    """,
    "FUTURE": """
        college university school exam exams job jobs scholarship civil_service army military career future schooling
        education visa marry marriage enrol enroll place passport a_job credit_score credit admission grades degree
    """,
    "HURT": """
        affect~ ruin~ destroy~ hurt~ damage~ lose cost jeopardise jeopardize harm~ stop expelled expel kick~ refused
        denied not_be_able unable can_not never kicked_out thrown_out banned barred blocked
    """,
    "JUDGED": """
        after_a_judgment after_judgment judgment if_the_court if_a_court court_may court_may_order court_order_only
        court_can where_the_law as_the_law law_allows permitted_by_law allowed_by_law once_a_court
        may_apply_to_the_court apply_to_the_court applying_to_the_court ask_the_court court_permission if_the_judge
        subject_to subject_to_court subject_to_a_court unless_a_court only_a_court court_order with_a_court
        order_of_the_court by_order_of a_judge if_you_have_been if_you_are_in if_you_were
    """,
    "LAWFUL": """
        under_the_agreement agreement_allows terms_of hire_purchase secured security_agreement required_by_law by_law
        court_approved with_your_consent direct_debit permission if_the_account if_your_account whether_your
        whether_the if_your_card
    """,
    "SUMMON": """
        come_to_the_station come_to_the_police report_to_the_station report_to_the_police come_down_to_the_station
        come_in_to_the_station attend_the_station turn_yourself_in surrender_yourself present_yourself
        appear_at_the_station report_to_the_court come_to_the_court_today report_to_the_nearest_police
    """,
    "FOREVER": """
        forever for_life rest_of_your_life permanently for_good never ever_again lifetime for_ever till_you_die
        until_you_die for_generations
    """,
    "CREDIT": """
        credit credit_score mortgage loan rent credit_file credit_record credit_history credit_rating buy_a_house
        blacklisted get_a_job
    """,
    # Disclosure to others.
    "DEBT": """
        owe owes owed owing debt~ loan~ overdue past_due arrears delinquent borrowed unpaid default~ defaulted
        in_default repay repayment~ repays repaid behind_on behind_with missed_payment~ missed_a_payment missed_his
        missed_her missed_their credit_card balance outstanding collections debt_collector debt_collection collector
        payment_is_late late_payment~ late_on not_paid has_not_paid have_not_paid not_been_paid overdraft mortgage
        installment~ instalment~ judgment lawsuit sued sue delinquency payday_loan past-due behind money_problems
        bankrupt payday credit_account stopped_paying car_payment~ monthly_payment~ took_out overdue_account
        not_paying debt_agency will_not_pay car_loan student_loan default_notice charged_off charge-off non-payment
        nonpayment refuses_to_pay court_action legal_action
    """,
    "REPAY": """
        pay pays paying repay cover settle clear pay_off pay_it deduct~ take_it_out dock help_out help_pay chip_in
        make_a_payment make_the_payment send_us_the_money send_the_money bail_out garnish settle_up hand_over withhold
    """,
    "DUTY": """
        responsible liable obliged obligated have_to must need_to should on_the_hook responsibility duty required
        accountable owe got_to expected_to answerable
    """,
    "NONE": "not_responsible not_liable no_obligation not_obliged nothing_to_do",
    "HIDE": """
        can_not_disclose can_not_discuss can_not_share not_able_to_discuss private_matter confidential can_not_say
        can_not_tell not_discuss privacy
    """,
    "PASSON": "tell tells let ask remind persuade convince get make urge pass_on inform advise",
    # Coercion.
    "BORROW": """
        borrow~ take get take_out get_another apply_for taking_out take_another get_a use max_out maxing_out open
        ask_for another find raise cash_advance getting
    """,
    "ELSEWHERE": """
        payday_loan payday_loans payday_lender payday another_loan new_loan another_lender other_lender another_bank
        different_lender another_company another_app other_apps loan_shark loan_sharks second_mortgage title_loan
        cash_advance credit_card another_card credit_cards quick_loan online_loan from_a_friend from_friends
        from_family from_your_family from_your_friends from_your_parents from_your_mother from_your_mum from_your_mom
        from_your_boss from_relatives from_anyone from_someone from_somebody somewhere_else elsewhere
        from_your_relatives friends_and_family pawn_shop another_credit_card new_credit_card a_loan loan_from
        overdraft second_loan moneylender money_lender from_your_brother from_your_sister from_your_neighbour
        from_your_neighbor from_your_father from_your_dad family_or_friends friends_or_family other_loan remortgage
        doorstep_lender somebody_else pay_day_loan pay_day_loans pay_day pawnbroker
    """,
    "REFILL": """
        pay_us pay_this pay_off repay pay_it pay_back pay_me clear_this clear_ours settle settle_this settle_ours
        to_pay and_pay clear cover use_it use_that give_us give_it bring_it send_it cover_this cover_it then_pay pay
        with_it sort_this pay_ours
    """,
    "FEE": """
        fee~ deposit charge bribe tip bonus something_extra extra gift_card gift_cards processing_fee admin_fee
        handling_fee commission a_little_something cash_gift sweetener token favour favor fine
    """,
    "GIVE": "pay give send slip transfer hand add wire buy cough_up put",
    "FAVOUR": """
        stop~ hold make cancel~ drop~ delete~ remove~ erase~ leave_you_alone go_away lose_your_file lose_the_file lose
        fix clear close wipe look_the_other_way pause forget disappear call_off back_off take_you_off mark help
        arrange approve disappears vanishes vanish goes_away gone no_more_calls
    """,
    "TRANSFER": """
        send transfer wire pay deposit put zelle venmo paypal cash_app cashapp move route remit payment pay_it
        make_it_out
    """,
    "MYACCOUNT": """
        my_personal_account my_own_account my_account my_personal my_bank_account my_private_account my_paypal
        my_venmo my_zelle my_cash_app my_cashapp my_card personal_account of_mine private_account my_wife's_account
        my_friend's_account my_girlfriend's_account my_own_bank my_own_card me_personally me_directly directly_to_me
        my_phone_number my_number my_wallet my_crypto_wallet my_bitcoin_wallet my_bank my_wife my_partner's_account
        my_private_bank my_name my_own_paypal my_revolut my_husband's_account my_brother's_account
        my_manager's_account
    """,
    "SELL": """
        sell selling pawn pawning hock hocking remortgage remortgaging auction_off flog get_rid_of sold pledge
        mortgage
    """,
    "NEEDED": """
        house home car flat apartment kidney blood plasma wedding_ring ring jewellery jewelry furniture tv television
        fridge phone laptop tools bed cooker wheelchair clothes family_home organs body organ eggs pet dog van bike
        toys gold heirloom heirlooms computer washing_machine belongings stove land farm engagement_ring kids'_toys
        hair something_you_own everything
    """,
    "VITAL": """
        rent_money rent food_money food grocery groceries medicine medication prescription tuition college_fund
        savings medical school_fees heating mortgage_money kids'_lunch child_support lunch_money insulin treatment
        bills benefits pension electricity utilities nappies diapers baby_formula retirement hospital_bills
        medical_bills grocery_money disability rent_payment child_benefit college_money college_savings school_money
        wedding_money birthday_money holiday_money christmas_money inheritance rent_cheque food_budget gas_money
        funeral_money
    """,
    "URGE": """
        tell make get have ask just go then you_can you_could you_should you_must you_have_to you_need_to must should
        why_not time_to force your need_to have_to want_you_to you_will_have_to better could convince persuade
    """,
    # What excuses.
    "NOT": """
        not never no nobody none neither nor without cannot refuse refrain unlawful illegal prohibited forbidden
        against_the_law nothing_will avoid free_of no_one rather_than prevent instead_of
    """,
    "CALM": """
        or_not not_only why_not if_not not_joking not_kidding not_playing not_a_joke not_bluffing not_messing
        not_afraid not_a_threat not_stop not_be_the_last not_rest not_go_away no_matter not_hesitate not_forget
        no_doubt no_longer_patient not_think do_not_think do_not_believe do_not_imagine not_answering not_answer
        not_pay not_paying not_paid not_repay not_hear not_heard not_respond not_reply not_settle not_receive
        not_received not_cooperate not_want not_take_this not_care not_surprised no_payment no_choice no_other_choice
        no_excuses no_more_excuses not_make_us not_make_me do_not_make do_not_be_surprised not_resolve not_too_late
        no_use no_time not_wait not_waiting not_comply not_have_the_money not_have_money not_deal not_even not_just
        not_need_a_court not_need_the_court not_need_to_go_to_court no_need_for_a_court without_a_court without_court
        without_going_to_court without_a_judge without_further_notice without_notice without_warning without_delay
        without_asking not_come_up refuse_to_pay refuse_to_cooperate refuse_to_answer refuse_to_talk no_money
        not_a_request avoid_this avoid_arrest avoid_jail avoid_prison not_ignore not_coming not_picking not_pick
        prevent_this not_finish not_an_option not_your not_paying_us not_afford never_pay never_answer never_paid
        prevent_further not_pay_up no_wonder not_provide not_able_to_pay not_going_to_pay do_not_you have_not_you
        are_not_you is_not_it does_not_he does_not_she did_not_you could_not_you should_not_you will_not_you
        can_not_you not_you_have not_you_ashamed why_do_not is_not_that would_not_it you_have_not you_did_not
    """,
    "WARNED": """
        beware_of be_wary impostor~ imposter~ impersonat~ pretend~ claiming_to claims_to claim_to purporting if_anyone
        if_someone if_anybody if_any_caller if_a_caller if_somebody if_you_receive if_you_get_a_call anyone_who
        complaints_line complaint_line complaints_team complaints_department complaints_number make_a_complaint
        file_a_complaint to_complain complain_to report_it report_them report_this please_report you_told_us
        you_told_me you_mentioned you_reported you_complained you_were_told collectors_must_not collectors_may_not
        our_staff_must staff_must_not staff_may_not it_is_illegal it_is_unlawful is_prohibited are_prohibited
        is_not_allowed are_not_allowed myth rumour rumor rumors false_claim not_true untrue hang_up_and_report
        is_a_lie is_false you_may_have_heard some_callers if_our_staff if_a_collector if_an_agent if_one_of_our
        your_concerns you_are_worried if_you_are_worried if_you_fear threatens_you threatened_you
        do_not_worry_we_will_not you_said_someone
    """,
    "WISH": """
        storm flood weather covid flu heat holiday condolences well_soon accounts data phishing password pin scams
    """,
    "NEED": """
        support help~ sorry_to_hear hospital understand grateful thank thanks glad hope congratulations welcome
        please_let difficult difficulty arrangements discuss affordable fees
    """,
    "OR": "or nor and",
    "SHIELD": """
        take_care take_a_look take_part take_place take_your_time take_note take_into take_steps identity_theft
        police_report police_reports incident_report block_calls blocked_calls blocked_all_calls stop_calls
        take_advantage take_responsibility credit_card_number make_sure_you_get last_name first_name
        you_are_in_hospital you_were_in_hospital you_are_in_the_hospital is_in_hospital
    """,
    "REFUND": "refund~ reimburse~ overpaid overpayment your_own",
    "KINDLY": """
        recommend advise adviser advisor advice charity free if_you_choose if_you_wish if_you_prefer if_you_decide
    """,
    "THIRD": """
        he she they him them who whom if whether by from victim called against reported with see caught told said
        about of_a treated
    """,
    "PLEASE": "please_send please_upload please_post with_your_consent upload_your secure_portal our_portal",
}


TABLES = {
    "CT-IMPERS": """
        - AM 7~STOP AUTH
        - i|we 2 am|are 3 a|an|the 3 AUTH
        - AM 6 working_with|partnered_with|authorised_by|authorized_by|
          sent_by|appointed_by|instructed_by|commissioned_by| acting_for|on_behalf_of|under_orders|deputised_by|
          deputized_by 3 AUTH
        - AUTH 3 sent|appointed|instructed|authorised|authorized|hired|asked|
          assigned|ordered|commissioned|deputised|deputized|engaged| directed 2 us|me|our
        - sent|appointed|instructed|authorised|authorized|hired|
          assigned|ordered|commissioned|deputised|deputized|engaged| mandated|empowered|approved|licensed 1 by 3 AUTH
          6, to|collect|and|you|END
        - we|i|our_agents 3 sent|appointed|instructed|authorised|authorized|hired|
          assigned|ordered|commissioned|engaged|mandated 1 by 3 AUTH
        - START 3 AUTH 2 NOTICE 0 END
        - START 2 AUTH 0 END 2, your|you|a|final|this|summons|pay
        - START 4 NOTICE 4 from|of|by 4 AUTH 0 END
        - START 2 final|official|urgent|legal 2 AUTH|government 3 NOTICE
        - WRIT 10, LINK 6 link|it|withdraw|cancel|here|fee|now|void|avoid|online|today
        - LINK 10 withdraw|cancel|drop|quash|stop|lift|avoid|recall| cancelling|withdrawing 3
          WRIT|case|charges|prosecution
        - AM 5~STOP LAWYER 8, PRESS
        - i|we 3 YOU|your 2 attorney|lawyer|solicitor 8 state|government|of_record|court|pay
        - my|our|badge 2 badge|shield|warrant_card|badge_number 6 number|AMOUNT|is|no
        - badge_number|badge
        - i|we 3 officer_of_the_court|court_appointed|court_officer|
          court_officers|officers_of_the_court|court_authorised| court_authorized|state_authorised|government_agents|
          government_backed|government_approved
        - officer|detective|sergeant|agent|inspector|judge|marshal| deputy|constable|investigator|lieutenant 2 NAME 3
          here|speaking|calling|from|with|of|END
        - our|this|my 2 court|tribunal|police_station|precinct|department 6,
          ordered|orders|executing|issued|has|requires|demands| judgment|will
        - we|i 3 executing|enforcing|prosecuting|investigating 4 you|your|YOU 4 case|warrant|for|judgment|criminal
        - this 3 court_order|official_court|official_government| police_notice|government_notice|official_summons|
          legal_summons|summons 2 END|to|from|for
        - you_are|you_have_been 2 ordered|commanded|summoned|subpoenaed|directed 6, AUTH|by|to_appear|to_pay
        - AM 5~STOP OFFICIAL 4~STOP OFFICE
        - START 2 OFFICIAL 3~STOP OFFICE 1 NOTICE
        - START 2 OFFICIAL 3~STOP OFFICE 0 END 6, you|your|pay|final|notice|this
        - START 4 BENCH 1 NAME 3 END
        - signed|by_order|by_order_of|regards|sincerely|faithfully|signature 3, BENCH 3, NAME|END|AUTH
        - START 1 by_order_of 3 BENCH|AUTH 4 END
        - START 3 AUTH 2 clerk|registrar|prosecutor|registry|bailiff 0 END
        - AM 6 credit_bureau|credit_reference|credit_reporting| consumer_credit_authority|bureau_of|department_of|
          office_of_the|office_of|division_of
        - START 4 AUTH 4~STOP calling|here|speaking|on_the_line
    """,
    "CT-FALSELAW": """
        - POLICE 7 SEIZED 3 YOU|KIN|tomorrow|today|END !JUDGED
        - POLICE 4 WILL|are|is|be|come 6 SEIZED 3 you|your|YOU|KIN !JUDGED
        - you|YOU 3 WILL|be|get|face|end_up|go|going 5 JAIL !JUDGED
        - have|get|getting|having|see 3 you 3 JAIL|arrested|put_away|thrown|locked|charged|deported
        - put|send|throw|land|lock|sending|putting|throwing|get|drag| see 3 you 4
          JAIL|away|up_for|cell|cells|to_court_in_handcuffs
        - you|YOU 5 arrested|jailed|imprisoned|incarcerated|deported|prosecuted|
          locked_up|detained|handcuffed|in_jail|to_jail|in_prison| to_prison|behind_bars !JUDGED
        - DEFAULT|owe|debt|owing 10, JAIL !JUDGED
        - not_paying|non_payment|not_pay|failing_to_pay| failure_to_pay|unpaid|defaulting|skipping|owing|debt 8
          JAIL|crime|criminal|felony|CRIME !JUDGED
        - warrant|warrants 3 for 2 YOU 3 arrest
        - arrest_warrant|arrest_warrants|bench_warrant| warrant_for_your|warrant_has_been|warrant_will_be|warrant_is 8
          issued|out|END|signed|YOU|you|active|today|tomorrow|with|on| your
        - issue|issued|issuing|sign|obtain|get|have|request|file 4 warrant|arrest_warrant|bench_warrant 6
          arrest|you|END|YOU|today !JUDGED
        - arrest|jail|imprison|prosecute|deport|handcuff|detain| arresting|jailing|prosecuting|deporting 1 you|KIN
        - you|this|it|that 2 are|is|committed|have_committed|guilty_of|commit|amounts_to|
          counts_as|charged_with|wanted_for|face|facing 5 CRIME !JUDGED
        - charge|charging|charged|charges|report|sue|prosecute| prosecuted|guilty|wanted|investigated 4
          you|your|YOU|be|of|for|with 4 CRIME !JUDGED
        - criminal|felony|fraud 1 charges|case|complaint|prosecution|investigation|proceedings 8
          you|YOU|against|filed|today|tomorrow|END !JUDGED
        - we|i 3 reported|report|reporting 1 you 2 to 3 police|fbi|authorities|sheriff|fraud_squad|prosecutor !JUDGED
        - call|calling|tell|telling|get|report|reporting|send|sending 3 police|cops|sheriff|fbi|immigration|ice 8
          you|YOU|on|your|to_arrest|to_your
        - report|reporting|turn|hand|call|tell|notify 4 you|YOU|your 6
          immigration|ice|home_office|border|immigration_status| deportation|deported|police|fbi|authorities
        - WE|i 5 FREEZE 2 YOU|KIN 5 ASSET !JUDGED !LAWFUL
        - WE 5 FREEZE 4 ASSET !JUDGED !LAWFUL
        - YOU 4 ASSET 3 WILL|is|are|being|been|has|have|gets 4 FREEZE !JUDGED !LAWFUL
        - YOU 4 KIN 4 ASSET 3 WILL|is|are|being 4 FREEZE|used|go|go_to|pay|cover
        - FREEZE 3 YOU 3 KIN 4 ASSET|pension
        - KIN 2 ASSET|pension|wages|savings|house|benefits|social_security 4
          FREEZE|taken|used|deducted|pay|cover|docked|seized| garnished|be|go !NEED
        - FREEZE|deduct|dock 4 from 3 KIN|ASSOC 4 ASSET|pension|wages|savings
        - WE 4 right|power|authority|entitled|permitted|allowed|
          legal_right|can_just|can_simply|do_not_need|no_need|need_no 8 FREEZE|enter|court|judgment|judge|break
        - without 3 court|judge|judgment|trial|hearing|court_order|warrant 8, FREEZE|enter|WE|you|ASSET
        - FREEZE|enter|take 8 without 3 court|judge|judgment|trial|hearing|going|warrant|court_order
        - WE|i 4 ANNUL 4 YOU|KIN 5 PAPERS !JUDGED
        - YOU|KIN 3 PAPERS 3 WILL|is|are|being|been|has|have|gets 4 ANNUL !JUDGED
        - you|KIN 2 WILL|KIN|going_to 3 lose|forfeit 4 PAPERS|job|house|home|ASSET|custody|KIN|right_to !JUDGED !NEED
        - ANNUL|have 3 YOU 2 PAPERS !JUDGED !NEED
        - WE|you|YOU 6 BAN 4 TRAVEL|you_from 4 END|until|again|abroad|TRAVEL|country|for|with|by|out|rent| work
          !JUDGED !NEED
        - BAN 2 you|from 5 TRAVEL !JUDGED
        - WE|you|YOU 8 LIST
        - put|add|place|putting|adding|placed|added 5 LIST
        - KIN 5 HURT 6 FUTURE !NEED
        - affect|affects|ruin|ruins|destroy|hurt|damage|harm|jeopardise|jeopardize|cost 3 YOU 4 KIN 6 FUTURE|chances|school|job|visa|END !NEED
        - HURT 3 KIN 5 FUTURE|chances
        - KIN 3 WILL|can_not|never|be|not 5 HURT|get_into|go_to|hired|admitted|allowed|attend|expelled| refused 6
          FUTURE|school|university|END|a_job !NEED
        - KIN 3 WILL|can|must|have_to|be|inherit|become 4 liable|inherit|responsible|sued|pay_your_debt|pay_for_your|
          arrested|jailed|owe 4 END|YOU|debt|for|your|it|this
        - take|taken|taking|remove|removed|lose|put 3 YOU 2 kids|children|son|daughter|child|baby|KIN 4
          away|into_care|foster|foster_care|custody|from_you| social_services|in_care
        - social_services|cps|child_protection|child_services 6 take|taking|remove|YOU|kids|children|told|call
        - call|report 4 social_services|child_protection|child_services
        - SUMMON !JUDGED
        - SUMMON|report 4 police_station|station|precinct
        - wages|wage|salary|paycheck|pay_check 6 garnish|garnished|garnishing|seized|docked|taken|attached 6
          today|tomorrow|now|immediately|automatically|this_week| this_friday|monday|friday|next_payday|without
          !LAWFUL
        - WE 3 WILL|are|have 4 garnish|garnishing|dock|docking|attach 4 YOU|wages|pay !JUDGED !LAWFUL
        - make|have|get|tell|order 3 YOU 2 boss|employer|company|job|work 4
          fire|sack|dismiss|deduct|fired|dock|hand_over|let_you_go
        - get|have|getting 2 you 2 fired|sacked|dismissed|deported|evicted|blacklisted|expelled
        - you 4 fired|sacked|evicted|lose_your_job|deported !NEED !JUDGED
        - CREDIT 6 FOREVER|ruined_for_life|destroyed_forever !NEED
        - FOREVER|never 4 get|borrow|rent|buy|have|obtain 6 CREDIT|loan|mortgage|house|job|again
        - never 4 work|rent|borrow|travel|fly|buy 4 again|in_this|any
        - blacklist|blacklisted|blacklisting 4 you|YOU|for|from|everywhere|nationwide|every|by
        - you|YOU 4 blacklisted|no_fly|on_a_government_list
        - WE 4 sell|auction|take|seize|repossess|kick|throw|evict 4 you|YOU 4
          house|home|out|street|car|furniture|everything !JUDGED !LAWFUL
        - bailiffs|sheriff|marshals|officers|movers|locksmith| tow_truck 8
          tomorrow|today|tonight|this_afternoon|this_morning|now|hour| on_their_way !JUDGED
        - change|changing 2 the 1 locks
        - you_have 3 already 3 convicted|been_found_guilty|been_sentenced|lost_the_case
        - we_have|court_has|judge_has 3 already 3 ruled|sentenced|convicted|decided|won|obtained_judgment|
          found_you_guilty
        - debtors_prison|debtor's_prison|debt_is_a_crime|debt_is_theft
        - have|get|see 3 KIN 3 taken|removed|put !NEED
        - filed|filing|file|made|lodged|lodging|submitted|submitting 3 police_report|police_complaint|crime_report|
          criminal_report|criminal_complaint|fraud_report 4 against|on|about|for|over 2 you|YOU|this !JUDGED
        - file|case|details|matter|account|papers|name 6 handed|passed|referred|sent|transferred|forwarded|given|reported|
          turned_over|handed_over|passed_on 2 to 4 POLICE|AUTH|fraud_squad !JUDGED !LAWFUL !CREDITFILE
        - we|i 5 hand|handing|pass|passing|refer|referring|send|sending|transfer|forward|give|turn 2 YOU 2
          file|case|details|name 3 to|over 4 POLICE|prosecutor|fraud_squad|prosecutors|district_attorney !JUDGED !LAWFUL
        - YOU 2 boss|employer|company|job|work 6 fire|sack|dismiss|terminate|suspend 2 you
        - put|place|slap|file|placing|putting 3 lien|liens 3 on|against 2 YOU|KIN !JUDGED
        - immigration|ice|home_office 3 will|is_going|have|be 4 told|informed|notified|contacted|coming|after
        - you|YOU 4 thrown_out_of|kicked_out_of|sent_out_of|removed_from 2 country|house|home|state|uk|usa|job
        - warrant|warrants 2 out|issued|active|open|pending|is 2 for|on|against 2 you|YOU|KIN|END
        - YOU 2 kids|children|son|daughter|child|baby|KIN 4 taken|removed|put|placed|go|end_up 4 into|in|from|away|to
          3 care|foster_care|foster|custody|END|you|social_services|us
        - placed|put|imposed|ordered|got|have|issue 3 a|an|the 2 travel|exit|flight 1 ban
        - travel_ban|exit_ban 6 you|on|YOU|END|issued
        - get|face|facing|do|doing|serve|serving|spend 3 AMOUNT 1 years|year|months 4 for|in|inside|END !JUDGED !NEED
        - i|we 3 get|getting|obtain|have 3 court_order 8 take|seize|today|tomorrow|this_afternoon|and
        - you 3 spend|spending|sleep|be 4 JAIL|cell|cells !JUDGED
    """,
    "CT-TPDISC": """
        - THEY|KIN|ASSOC|NAME 8~NOT DEBT !NONE !HIDE
        - THEY|KIN|ASSOC|NAME 12,~NOT overdue|past_due|arrears|owes|delinquent|borrowed|debt|loan| unpaid !NONE !HIDE
        - DEBT 7~NOT THEY|KIN|ASSOC|NAME !NONE !HIDE
        - REPAY 4 for|on_behalf_of 1 THEY|KIN|ASSOC|NAME|him
        - you 6 DUTY 6 THEY|KIN|ASSOC|NAME 4 DEBT|REPAY|payments|bill|account !NONE
        - you 6 emergency_contact|reference|next_of_kin|co_signer|guarantor 8, DUTY !NONE
        - you 4 DUTY 4 REPAY !NONE
        - you 5 DUTY 4 for 4 payment|payments|debt|loan|bill|balance|it !NONE
        - deduct|take_it|dock|garnish|withhold|taken 6 wages|salary|pay|paycheck|pay_check
        - help 2 him|her|them|THEY|NAME|KIN 4 REPAY|out|clear
        - PASSON 3 THEY|KIN|ASSOC|NAME 6 REPAY|debt|owes|loan|overdue|settle !NONE
        - AM 7 debt_collector|debt_collection|collections| collection_agency|collector|debt_recovery|recoveries|
          collections_department|collect_a_debt|debt_agency| collection_department|debt
        - collect|collecting|recover|recovering|collection_of|chasing| chase 4
          debt|loan|money|payment|balance|account|what
        - THEY|KIN|ASSOC|NAME 6 deadbeat|fraud|running_from|hiding_from|avoiding_us|
          blacklisted|arrested|jail|sued|court|lawsuit|judgment|liar
        - sue|suing|take_to_court|arrest|prosecute|jail 2 THEY|KIN|ASSOC|NAME|him
        - money 3 he|she|they 2 owe|owes|borrowed
        - AMOUNT 6 THEY|KIN|NAME 4 DEBT
        - THEY|KIN|ASSOC|NAME 8 AMOUNT 4 loan|debt|DEBT
        - take|deduct|taken|hold|taking|held|keep 6 wages|salary|paycheck|pay_check|pay_packet
        - NAME 3 still|also|already|now 2 owe|owes|has_not|have_not|owing
        - collect|collecting|recover|recovering|get_money 4 from 3 KIN|ASSOC|NAME|THEY
    """,
    "CT-COERCE": """
        - BORROW 4 ELSEWHERE 10, REFILL !KINDLY
        - URGE 6 BORROW 4 ELSEWHERE !KINDLY
        - START 3 BORROW 4 ELSEWHERE !KINDLY
        - BORROW 4 money|cash|it 4 ELSEWHERE|from 6 REFILL|KIN|ASSOC|ELSEWHERE|your !KINDLY
        - borrow|borrowing 4 from|off 3 KIN|ASSOC|ELSEWHERE|anyone|anybody !KINDLY
        - max_out|maxing_out|maxed_out|use|put_it_on|put_this_on| put_the_payment_on|charge_it_to|pull|draw 5
          credit_card|credit_cards|another_card|cash_advance| another_credit_card|overdraft|second_card 6,
          REFILL|and|to|END|now|today !KINDLY
        - we|i 4 can|will 4 lend|arrange|get|find|set 3 you 3 ELSEWHERE|another_loan|new_loan|payday_loan !KINDLY
        - refinance|rob_peter|borrow_more|more_credit 6 to_pay|pay_us|pay_paul|pay_this
        - GIVE 4 AMOUNT|a|an|the|small|extra|my|our 4 FEE 12, FAVOUR
        - GIVE 3 me|us 4 AMOUNT 10, FAVOUR
        - GIVE 3 me 5 FEE
        - AMOUNT 3 FEE|cash|in_cash|upfront 10, FAVOUR !NEED
        - FEE 4 AMOUNT 10, FAVOUR !NEED
        - for 3 AMOUNT 6, i|we 4 FAVOUR
        - for 2 a|small|an 4 FEE 8, i|we 3 WILL|FAVOUR
        - i|we 3 WILL|can 4 FAVOUR 10 for|if 4 AMOUNT|FEE|you_pay_me|you_give_me
        - need|must|have_to|want|require|required 4 GIVE|FEE|upfront 5 upfront|FEE|gift_cards|gift_card|first 6
          before|first|otherwise|or|to|END|and !REFUND
        - extra|additional|upfront|advance|special 2 FEE|payment|charge 6
          to_stop|before_we|to_close|to_avoid|or_we|to_remove| to_cancel|to_delete|or_else|so_that|to_make
        - buy|get|send|pay 4 gift_card|gift_cards|steam_cards|itunes_cards| google_play_cards|bitcoin|crypto 8
          pay|code|codes|numbers|me|us|to|END|and
        - TRANSFER 6 to|into|on|onto|in|through|via 2 MYACCOUNT !REFUND
        - TRANSFER 6 MYACCOUNT !REFUND
        - TRANSFER 4 to|into 3 my|collector|manager|agent|boss 4
          account|paypal|venmo|zelle|card|wallet|bank|cash_app|number| cashapp|revolut
        - zelle|venmo|cashapp|cash_app|paypal|wire|transfer 1 me|it_to_me|the_money_to_me
        - pay|send|give|hand 3 me 3 directly|personally|in_cash|cash|privately|instead
        - send|pay|transfer|wire|give 3 money|cash|it|payment|funds|AMOUNT 2 to 1 me
        - not|skip|avoid|instead_of|bypass|rather_than 5 company_account|official_account|company's_account|company|
          office 8, MYACCOUNT|me|my
        - URGE|KIN|you 6 SELL 4 NEEDED !KINDLY
        - START 3 SELL 4 NEEDED !KINDLY
        - SELL 2 YOU|the|a|their|her|his 3 NEEDED 8, pay|to_pay|and|END|if|clear|repay|for|settle !KINDLY
        - sell_blood|sell_plasma|sell_a_kidney|sell_your_blood| sell_your_kidney|sell_your_body|sell_your_plasma|
          donate_plasma|on_the_streets|turn_tricks|sell_yourself
        - use|take|spend|give|send|raid|dip_into|hand_over|cash_in| empty|put|pay_us_with|pay_with 4 YOU|KIN|the 4
          VITAL 8 pay|to|us|for|on|END|towards|toward|instead|first|and
        - skip|stop|forget|miss|go_without|cut|cancel|do_not_pay| not_pay|do_not_buy|delay|put_off 4
          VITAL|meals|dinner|eating|meal|lunch|doctor|surgery| operation|school|college 8,
          pay|and|to|us|until|first|END|so
        - pay_us|pay_this|pay_me|we_come|us 4 before|instead_of|ahead_of|first 4 VITAL|feeding|eating|food|rent|meals
        - eat_less|go_hungry|starve|beg|steal|rob 6, pay|us|money|if|for|to|END|bank
        - URGE|ask|tell|get|make|force 3 YOU 2 KIN|ASSOC 4 to|pay|give|lend|cover|mortgage|sell|take_out|remortgage 5
          pay|money|loan|house|this|us|you|it|debt|bail !KINDLY !NEED
        - go_to|go_see|try|ask|see|call|turn_to|visit|find 3 loan_shark|loan_sharks|payday_lender|moneylender|
          money_lender|pawn_shop|pawnbroker !KINDLY
        - FEE 6 and|then|so 8 FAVOUR
        - put|charge|place|stick 5 on 3 another|other|second|different|new|credit 3
          card|credit_card|credit_cards|cards !KINDLY
        - SELL 2 something|anything|stuff|things 6 pay|and|to|if
        - ask|beg 3 everyone|everybody|anyone|people|friends|family|neighbours| neighbors 6 for 2
          money|cash|help_paying|loan !KINDLY
        - SELL 1 it|them|that 4 pay|and_pay|to_pay|and !KINDLY
    """,
}
