"""English words and frames of the content check: others who will be called, visited or told; offices that sign."""

GROUPS = {
    "SENDER": """
        i we our_company our_team our_office our_agents our_collectors our_agency our_agent our_collector our_staff
        our_people our_colleagues our_colleague my_colleagues my_colleague my_team my_manager an_agent a_collector
        an_officer somebody someone our_field_agents our_field_team our_legal_team our_lawyers our_visitor
        the_collections_team the_agency a_colleague
    """,
    "OTHERS": """
        in_laws mother_in_law father_in_law family families family_member~ relative~ relation~ parents parent mother
        mum mom mam father dad daddy mama wife husband spouse partner ex fiance fiancee girlfriend boyfriend son~
        daughter~ child children kid~ brother~ sister~ sibling~ grandmother grandfather grandma grandpa grandparents
        nan aunt uncle aunts uncles cousin~ nephew niece household folks loved_ones loved_one next_of_kin stepmother
        stepfather boss bosses employer~ manager~ supervisor~ line_manager team_leader team_lead foreman director~ hr
        hr_department human_resources personnel personnel_department payroll payroll_department colleague~ coworker~
        workmate~ team_mates teammate~ work_friends people_at_work company firm work workplace place_of_work
        place_of_employment office receptionist head_office headquarters neighbour~ neighbor~ next_door landlord
        landlady roommate~ room_mate flatmate~ housemate~ tenant~ friend~ best_friend mates buddies acquaintance~
        contact contacts contact_list contacts_list phone_contacts phonebook phone_book address_book phone_list
        call_list friends_list facebook_friends followers emergency_contact~ emergency_number reference~ referee~
        school teacher~ principal headteacher headmaster headmistress university college professor~ dean coach pastor~
        priest imam rabbi vicar church mosque congregation community village village_committee village_head
        residents'_committee residents_committee community_leader~ neighbourhood_committee customer~ client~
        business_partner~ suppliers
    """,
    "YOURS": "your yours both_your all_your one_of_your each_of_your every_one_of_your some_of_your",
    "THESE": """
        the_neighbours the_neighbors the_family the_boss the_landlord the_wife the_husband the_parents the_school
        the_kids the_village the_village_committee the_residents'_committee the_residents_committee the_community hr
        human_resources the_hr_department the_personnel_department everyone_you_know everybody_you_know
        everyone_you_work_with everyone_you_live_with people_you_know the_people_you_know people_you_work_with
        the_people_you_work_with people_you_live_with the_people_you_live_with people_around_you the_people_around_you
        people_close_to_you the_people_close_to_you those_close_to_you those_around_you someone_close_to_you
        anyone_you_know anybody_you_know whoever_you_work_for whoever_you_live_with where_you_work
        everyone_close_to_you everyone_around_you the_person_next_door the_people_next_door mum_and_dad mom_and_dad
        every_contact all_contacts every_number people_in_your_contacts people_in_your_phone
    """,
    "REACH": """
        contact contacts contacting contacted call calls calling called ring rings ringing rang phone phones phoning
        phoned telephone telephoning dial dialling dialing reach reaching reach_out_to reaching_out_to get_hold_of
        getting_hold_of get_in_touch_with getting_in_touch_with be_in_touch_with in_touch_with get_on_to speak_to
        speak_with speaking_to speaking_with spoken_to spoken_with talk_to talk_with talking_to talking_with
        have_a_word_with having_a_word_with have_a_chat_with have_a_conversation_with tell tells telling told inform
        informs informing informed notify notifies notifying notified write_to writing_to written_to email emails
        emailing emailed text texting texted message messages messaging messaged sms whatsapp visit visits visiting
        visited see seeing call_on calling_on call_at calling_at drop_in_on stop_by come_to go_to going_to_see turn_to
        turning_to go_through approach approaching approached involve involving involved alert alerting alerted update
        updating warn warning advise_of ask asking ask_for follow_up_with check_with try trying take_it_up_with
        take_this_up_with raise_it_with raise_this_with discuss_it_with discuss_this_with discuss_your_debt_with
        discuss_this_debt_with share_this_with share_it_with send_it_to send_this_to send_a_letter_to send_letters_to
        sending_a_letter_to sending_letters_to send_a_message_to send_messages_to letter_to a_letter_to an_email_to
        a_call_to calls_to make_a_call_to pick_up_the_phone_to explain_it_to explain_this_to report_you_to
        report_this_to report_it_to report_to let_on_to go_and_see pay_a_visit_to collect_from show_up_at turn_up_at
        work_through working_through start_with starting_with chase chasing knock_on ask_after escalate_to
        escalate_this_to escalate_it_to loop_in cc forward_this_to forward_it_to hand_this_to bring_in
        be_on_the_phone_to on_the_phone_to on_the_phone_with be_calling be_contacting
    """,
    "COMING": """
        will 'll going_to gonna is_going_to are_going_to shall can_expect should_expect may might would could
        is_about_to are_about_to is_next are_next gets get must has_to have_to can be soon next wants
    """,
    "HEARING": """
        getting be_getting hear hear_from be_hearing hearing be_contacted be_called be_told be_informed be_notified
        be_visited be_asked be_phoned be_rung be_emailed be_texted be_messaged be_approached be_involved be_written_to
        be_spoken_to being_contacted being_called being_told being_notified get_a_call get_calls get_called get_told
        get_contacted get_notified get_a_phone_call get_the_call get_our_call get_a_letter get_a_message get_a_text
        get_an_email get_a_visit get_our_letter a_call a_phone_call phone_call phone_calls calls a_visit a_letter
        letters an_email a_message a_text receive receives answer find_out finds_out finding_out learn learns know
        knows explain aware be_aware be_made_aware contacted notified told informed wondering get_to_know
    """,
    "TOLD": """
        contacted called told informed notified visited phoned rung emailed texted messaged approached involved asked
        written_to spoken_to made_aware alerted brought_in
    """,
    "CONSENT": """
        with_your_consent with_your_written_consent your_consent your_written_consent you_consent you_consented
        you_have_consented your_permission with_your_permission your_authorisation your_authorization
        written_authority your_authority you_authorised you_authorized you_have_authorised you_have_authorized
        as_you_asked as_you_requested you_asked_us you_have_asked_us you_asked_for you_requested at_your_request
        as_requested as_agreed as_we_agreed we_agreed you_agreed you_have_agreed you_agree you_told_us_to
        you_nominated you_named you_appointed you_wanted_us if_you_want_us you_would_like you_would_prefer
        as_you_prefer whichever_you_prefer if_you_wish if_you_like if_you_prefer would_you_like your_wish
        on_your_behalf you_gave_us_permission you_invited you_said_we_could you_said_we_may acts_for_you
        acting_for_you authorised_representative authorized_representative power_of_attorney you_allow you_allowed
    """,
    "MAYWE": """
        may_we may_i can_we can_i could_we could_i is_it_okay is_it_ok is_it_all_right is_it_alright do_you_mind
        would_you_mind do_you_agree are_you_happy whom who_may_we who_can_we who_should_we which_of or_should_we
        would_it_be_all_right would_it_be_okay do_you_consent
    """,
    "ADVISED": """
        you yourself not never neither forbidden prohibited forbid refuse refuses refrain suggest recommend advise
        encourage please hope feel_free welcome who anyone whether if_a if_any happy_to_help help
    """,
    # False authority: offices in no list, and who signs.
    "OFFICIAL": """
        national federal state county government governmental official judicial criminal municipal provincial district
        sheriff's supreme interstate
    """,
    "OFFICE": """
        bureau centre center office authority commission registry division directorate board tribunal clerk clerks
        department agency unit prosecutor prosecutors prosecution administration inspectorate taskforce task_force
    """,
    "BENCH": """
        judge magistrate hon honourable honorable justice presiding_judge presiding_magistrate prosecutor
        district_attorney clerk_of_court clerk_of_the_court court_clerk chief_clerk sheriff marshal bailiff registrar
    """,
    "CREDITFILE": "credit_bureau credit_bureaus equifax experian transunion credit_reference regulator ombudsman",
    "SURETY": """
        as_guarantor as_your_guarantor as_the_guarantor as_cosigner as_co_signer who_guaranteed who_cosigned
        who_signed as_joint_borrower is_your_guarantor who_is_your_guarantor who_is_guarantor guarantees_this
    """,
    "UPDATED": """
        on_file is_correct still_correct still_right up_to_date has_changed have_changed changed_number tell_us_if
        let_us_know_if please_confirm please_check delete deleted remove removed erase erased
    """,
}

TABLES = {
    "SENDER": """
        - our|my 2 agent|agents|officer|officers|team|collector|collectors|staff|people|lawyer|lawyers|visitor|
          colleague|colleagues|representative|representatives|investigator|investigators|man|men|guy|guys
    """,
    "CT-THIRD": """
        - SENDER 7~ADVISED REACH 2 YOURS 4 OTHERS !CONSENT !MAYWE !SURETY !JUDGED
        - SENDER 7~ADVISED REACH 3 THESE !CONSENT !MAYWE !SURETY !JUDGED
        - SENDER 7~ADVISED REACH 8 YOURS 2 OTHERS 4 YOURS 2 OTHERS !CONSENT !MAYWE !SURETY !JUDGED
        - SENDER 7~ADVISED let|letting|make_sure|making_sure|see_to_it|see_that|ensure 3 YOURS|THESE 3 OTHERS|THESE 3
          know|knows|hear|hears|find_out|finds_out|learn|learns|aware|in_on !CONSENT !MAYWE !SURETY
        - SENDER 7~ADVISED let|letting|make_sure|ensure 2 THESE 3 know|knows|hear|hears|find_out|learn !CONSENT !MAYWE
        - START 2 REACH 1 YOURS 3 OTHERS 5 now|next|today|tomorrow|tonight|instead|then|soon|monday|friday|first
          !CONSENT !MAYWE !SURETY !NEED !ADVISED
        - START 1 contacting|calling|phoning|ringing|telling|informing|notifying|visiting|messaging|texting|emailing 2
          YOURS|THESE 3 OTHERS|THESE 6 END !CONSENT !MAYWE !SURETY !NEED !KINDLY
        - YOURS 2 OTHERS 4 COMING 4~NOT HEARING !CONSENT !MAYWE !SURETY !JUDGED !UPDATED !NEED
        - THESE 4 COMING 4~NOT HEARING !CONSENT !MAYWE !SURETY !JUDGED !UPDATED !NEED
        - YOURS 2 OTHERS 3 gets|get 3 call|phone_call|letter|visit|email|message|text|knock !CONSENT !SURETY !NEED
        - YOURS 2 OTHERS 3 are|is 2 next
        - next|following 3 call|calls|stop|letter|message|email|visit|conversation|phone_call|number|person 5
          YOURS|THESE 2 OTHERS|THESE !CONSENT !MAYWE !NEED
        - next|following 3 call|stop|letter|message|email|visit|conversation 4 THESE !CONSENT !MAYWE !NEED
        - YOURS 2 OTHERS 3 should|deserve|deserves|ought|needs|need|has_a_right|have_a_right|would_love|would_like|
          may_want|might_want|would_be_interested 4~NOT know|hear|learn|told|informed|see !CONSENT !NEED
        - time 2 YOURS|for|that|we|i 3 OTHERS 2 knew|heard|learned|learnt|found_out|was_told|were_told
        - wonder|what|how 5 YOURS 2 OTHERS 3 would|will|might 3 say|think|react|feel 5 know|knew|hear|heard|find_out|
          found_out|learn|learned|about|when|if
        - do_not_want|would_not_want|rather_not|would_hate|not_want 4 YOURS 2 OTHERS 4 know|knowing|find_out|
          finding_out|hear|hearing|involved|contacted|called|told|learn|get 10, pay|settle|call|contact|then|so|END
          !CONSENT
        - before 4 SENDER 3~ADVISED REACH 2 YOURS 3 OTHERS
        - before 3 YOURS 2 OTHERS 3 know|knows|find_out|finds_out|hear|hears|learn|learns|get|gets|is_told|are_told
        - do_you_want|want|like_us|like_me 2 us|me 2~YOU to 2 REACH 2 YOURS 3 OTHERS !CONSENT !MAYWE !NEED
        - want|like|prefer 3 YOURS 2 OTHERS 3 to 2 know|hear|find_out|learn|get
        - SENDER 3 have|got|found|hold|saved|kept|downloaded|copied|synced|pulled 4~ADVISED YOURS 4 contacts|
          contact_list|phonebook|phone_book|address_book|phone_list|call_list !UPDATED !CONSENT !MAYWE
        - YOURS 2 OTHERS 2 number|numbers|phone_number|address|details 2 is|are 4 here|front|desk|screen|hand|us|me|
          known !UPDATED !CONSENT !NEED
        - rather_not|not_want_to|hate_to|prefer_not_to 2 REACH|bother|trouble|disturb 2 YOURS 3 OTHERS 6,
          but|unless|so|until
        - SENDER 3 have|got|found|know 3~ADVISED YOURS 3 OTHERS 2 number|numbers|phone_number|phone|address|email|
          details !UPDATED !CONSENT !MAYWE !NEED !SURETY
        - go|going|work|working|ring|call|run 3 through|round|down 3 YOURS 3 contacts|contact_list|phonebook|
          phone_book|address_book|phone_list|list|friends|relatives !CONSENT
        - SENDER 6 get|bring|drag|pull|loop|involve|bringing|getting|dragging|pulling 2 YOURS 3 OTHERS 4 involved|in|
          into|in_on|on_the_phone|on_the_line !CONSENT !MAYWE !KINDLY
        - SENDER 6~ADVISED get|collect|demand|take|claim|recover|ask_for|chase 5 from 2 YOURS 3 OTHERS !CONSENT
          !JUDGED !NEED
        - SENDER 6~ADVISED send|sending|sent|post|posting|mail|mailing|forward|forwarding|deliver|delivering|fax 6 to
          2 YOURS 3 OTHERS !CONSENT !MAYWE !JUDGED !NEED
        - SENDER 6~ADVISED visit|visiting|come|coming|drop|stop|turn_up|show_up|call 3 to|at|by|round|into 2 YOURS 3
          work|workplace|office|place_of_work|company|job|school|parents|family|relatives|neighbours|neighbors
          !CONSENT !MAYWE !NEED
        - SENDER 5~ADVISED give|giving|drop|dropping|pay|paying|shoot 2 YOURS|THESE 3 OTHERS|THESE 2 a|another|our 2
          call|ring|visit|shout|bell|line|note|letter|message|text|heads_up !CONSENT !MAYWE
        - call|calls|letter|letters|email|message|visit|notice|text 3 goes|go|going|is_going|on_its_way|on_the_way|
          addressed|sent|straight 2 to 2 YOURS 3 OTHERS !CONSENT !MAYWE !NEED
        - see|ask|find_out|hear|wonder|know 2 what 2 YOURS 3 OTHERS 2 thinks|think|says|say|makes|make|knows|know|
          would|will|has|have !CONSENT !NEED
        - step|move|option|choice|plan|action|stop 3 is|will|be|but|would 3 REACH|involve 3 YOURS|THESE 2 OTHERS|THESE
          !CONSENT !MAYWE !ADVISED
        - not_make|not_force|not_have 1 us|me 2 REACH|involve 3 YOURS|THESE 2 OTHERS|THESE !CONSENT !NEED
        - YOURS 2 OTHERS 3 is|are 2 getting|receiving|hearing|going_to_get 4 call|calls|letter|visit|message|text|
          from|news !CONSENT !SURETY !NEED
        - and|then|so 0 will|shall|going_to 3~ADVISED REACH 2 YOURS 3 OTHERS !CONSENT !MAYWE !NEED
        - start|starting|begin|beginning|continue 1 with|by 3 YOURS 3 OTHERS 6 then|and|next|END !CONSENT !NEED
        - leave|leaves|left|leaving 2 us|me|with 2 no_choice|no_other_choice|no_option|no_other_option|no_alternative|
          no_way 4 REACH|involve 3 YOURS 3 OTHERS !CONSENT
        - everyone|everybody|anyone|people|someone|each|every|all 3 in|on 2 YOURS 4 contacts|contact_list|phonebook|
          phone_book|address_book|phone|phone_list|family|office|village 4 COMING 4~NOT HEARING !CONSENT !JUDGED
        - YOURS 2 OTHERS 2 have|has|had 2 been|already 2~NOT TOLD !CONSENT !MAYWE !SURETY !JUDGED !NEED
    """,
}
