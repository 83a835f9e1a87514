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
