/// Everything that is said in more than one language, by key. Each catalogue in Resources has
/// it all, with the same `{placeholders}`; tests see to it.
public enum Phrase: String, CaseIterable, Sendable {
  // Navigation and what all pages have.
  case product, navLine, navResults, navQuality, navReview, navStation, navReport, navLabel,
    skipToContent, languageLabel, signedInAs, signOut, footerTimes, liveOn, liveOff, liveNote,
    notTold, howComputed, howComputedAll, roleViewer, roleOperator, roleEngineer, roleAuditor,
    roleAdmin, reviewerAtThisMachine

  // Verdicts.
  case verdictPass, verdictFail, verdictReview, verdictUninspectable, verdictBigPass,
    verdictBigFail, verdictBigReview, verdictBigUninspectable, verdictMeaningPass,
    verdictMeaningFail, verdictMeaningReview, verdictMeaningUninspectable, verdictChanged

  // Defect classes and other names that records have in English.
  case classOpen, classShort, classMousebite, classSpur, classCopper, classPinHole, classBright,
    classDark, classColor,
    classEdge, classAnomaly, defectCounts, stageRead,
    stageDecode, stageHealth, stageAlign, stageCompare, stageBlobs, stageDecide, stageTotal,
    healthSharpness, healthContrast, healthDarkClipped, healthBrightClipped, healthLevel,
    healthSlopeAcross, healthSlopeDown, problemFocus, problemDarkClipped, problemBrightClipped,
    problemContrast, problemLevel, problemSlope, problemFrozen, problemTemplate, problemSidecar,
    severityWarn, severityRefuse, alarmFailsInARow, alarmYield, alarmSilence, alarmDisk,
    alarmClock, alarmHealth, alarmFrozen, alarmRecipe, alarmUnreadable, alarmRecords,
    alarmFolder, alarmOutput, alarmWebhook, alarmHook, alarmListener, alarmHeads,
    alarmDashboard

  // Line page.
  case lineTitle, lineStation, lineLastVerdict, lineLastPart, lineNothing, lineNothingNote,
    lineYields, lineYieldHour, lineYieldShift, lineYieldLot, lineYieldNoLot, lineYieldOf,
    lineNoParts, linePartsAMinute, linePartsAMinuteNote, lineAlarms, lineNoAlarms,
    lineAlarmSince, lineRecent, lineAgo, lineImageAlt, lineNoDefects, lineHowYield, lineHowHour,
    lineHowShift, lineHowLot, lineHowRate

  // Results page.
  case resultsTitle, resultsFilter, resultsFrom, resultsTo, resultsLot, resultsSerial,
    resultsVerdict, resultsClass, resultsAnyClass, resultsApply, resultsReset, resultsNone,
    resultsEmpty, resultsCaption, resultsPicture, resultsRecord, resultsTime, resultsDefects,
    resultsRecipe, resultsRecipeVersion, resultsOpen, resultsThumbnailAlt, resultsPages,
    resultsNewest, resultsNewer, resultsOlder, resultsBadTime, resultsBadOrder, resultsZone

  // Part page.
  case partTitle, partMissing, partMissingNote, partMissingLink, partImage, partViewerLabel,
    partImageAlt, partDifferenceAlt, partShowImage, partShowDifference, partNoDifference,
    partNoImage, partBoxes, partZoomIn, partZoomOut, partZoomFit, partPruned, partDefects,
    partNoDefects, partNumber, partClass, partConfidence, partArea, partBox, partFacts, partTime,
    partArrived, partSerial, partLot, partStation, partCamera, partOperator, partRecipe,
    partRecipeHash, partModelHash, partSoftware, partFile, partFileHash, partSize, partTemplate,
    partParents, partParentSerial, partParentLot, partThresholds, partParameter, partValue,
    partChanged, partNoThresholds, partAllParameters, partHealth, partNoHealth, partTimings,
    partStage, partDuration, partHistory, partNoSerial, partHistoryMore, partDecisions,
    partNoDecisions,
    partDecisionBy, partDecisionWhy, partDecisionWhen, partDecision, partChain, partChainIntact,
    partChainAdopted, partChainChanged, partChainMissing, partChainOlder, partChainLink,
    partChainHash, partChainNote, partPrevious, partNext

  // Review.
  case reviewTitle, reviewQueue, reviewCount, reviewCountMore, reviewEmpty, reviewEmptyNote,
    reviewShow, reviewShowAll, reviewShowReview, reviewShowFail, reviewShowSecond,
    reviewSecondNote, reviewImageAlt, reviewDecide, reviewReason, reviewReasonHint,
    reviewReasonFalseAlarm, reviewReasonTolerable, reviewReasonImage, reviewReasonReal,
    reviewReasonUnclear, reviewAccept, reviewReject, reviewUnsure, reviewKeys, reviewKeysReason,
    reviewNext, reviewPrevious, reviewMayNot, reviewProblem, reviewProblemReason,
    reviewProblemSame, reviewProblemGone, reviewProblemOther, reviewUnsureBy, reviewAgreement,
    reviewAgreementNone, reviewAgreementPair, reviewAgreementParts, reviewAgreementSame,
    reviewAgreementKappa, reviewAgreementHow, decisionAccept, decisionReject, decisionUnsure

  // Station.
  case stationTitle, stationPictures, stationPicturesNote, stationNoHealth, stationMeasure,
    stationNewest, stationMedian, stationLowest, stationHighest, stationCourse, stationCourseAlt,
    stationFindings, stationNoFindings, stationFindingCount, stationQueue, stationWaiting,
    stationWaitingUnknown, stationWaitMedian, stationWaitLongest, stationUnmoved, stationDisk,
    stationDiskFree, stationDiskTotal, stationDiskUsed, stationDiskUnknown, stationVersions,
    stationVersionServer, stationVersionRecords, stationVersionSoftware, stationVersionRecipes,
    stationSince, stationTakt, stationTaktAsked, stationTaktSeen, stationWork, stationWork95,
    stationMargin, stationMarginNegative, stationMarginSmall, stationMarginGood,
    stationMarginUnknown,
    stationHowMargin, stationHowWait, stationHowMedian, stationAlarmList, stationAlarmWhen,
    stationAlarmWhat, stationAlarmState, stationAlarmRaised, stationAlarmEnded

  // Login.
  case loginTitle, loginName, loginPassword, loginSubmit, loginProblemWrong,
    loginProblemThrottled, loginProblemExpired, loginProblemOther

  // Report.
  case reportTitle, reportOfShift, reportOfLot, reportPeriod, reportPeriodRange, reportLot,
    reportStation, reportRecipes, reportMade, reportSoftware, reportMake, reportNoParts,
    reportInspections, reportYield, reportFirstPass, reportFirstPassNote, reportRate,
    reportByVerdict, reportVerdict, reportVerdictRecorded, reportVerdictCounting, reportShare,
    reportPareto, reportParts, reportDefectCount, reportCumulative, reportWorst, reportWorstNote,
    reportWorstNone, reportWorstAlt, reportWorstNoPicture, reportAlarms, reportNoAlarms,
    reportAlarmBegan, reportAlarmEnded, reportAlarmLasts, reportSignOff, reportSignName,
    reportSignDate, reportSignature, reportSignMade, reportSignChecked, reportSignReleased,
    reportHowRate, reportHowFirstPass, reportWorstArea

  // Units and formats.
  case unitMilliseconds, unitPixels, unitPixelArea, unitSeconds, unitMinutes, unitHours,
    unitDays, formatPercent, formatDate, formatDateTime, month1, month2, month3, month4, month5,
    month6, month7, month8, month9, month10, month11, month12, listSeparator, sentencePair

  // Quality page.
  case qualityTitle, qualityFilter, qualityRecipe, qualityBy, qualityByHour, qualityByShift,
    qualityByDay, qualityByLot, qualityRules, qualityQuantity, qualityChart, qualityLower,
    qualityUpper, qualityApply, qualityBadNumber, qualityNothing, qualityPeriod,
    qualityInspections, qualityYield, qualityFirstPass, qualityFinal, qualityDefectRate,
    qualityInterval, qualityNotPassed, qualityProportion, qualityRate, qualityMeans,
    qualityRanges, qualitySingles, qualityMovingRanges, qualityRange, qualityMovingRange,
    qualityRough, qualitySignals, qualityNoSignals, qualitySignal, qualityMoreSignals,
    qualityPareto, qualityNoDefects, qualityMap, qualityMapCount, qualityMapLeftOut,
    qualityMapHow, qualityHistogram, qualityHistogramHow, qualityCapabilityHint, qualityOutside,
    qualityOutsideOf, qualityDrift, qualityDriftNone, qualityDriftUp, qualityDriftDown,
    qualityDriftAt, qualityDriftNever, qualityDriftHow, qualityDriftMeans, qualityDriftReached,
    qualityDriftAway, qualityCompare, qualityCompareAll,
    qualityCompareHow, qualityCompareTold, qualityCompareNone, qualityCompareNothing,
    qualityNotEnough, qualityHowYield, qualityHowDefects, qualityHowCounts, qualityHowMethod,
    qualityTotalTime, qualityDefectArea, qualityTime, qualityLots, methodProportionChart,
    methodDefectRateChart, methodMeanChart, methodRangeChart, methodIndividualsChart,
    methodMovingRangeChart, methodCapabilityWithin, methodPerformanceOverall,
    methodCapabilityInterval, methodClopperPearson, methodNewcombe, methodFisherExact,
    methodPooledZ, methodConditionalBinomial, methodPareto, methodFirstPassYield,
    methodFinalYield, methodLeastSquares, methodFieller, ruleSetWesternElectric, ruleSetNelson,
    ruleBeyondLimits, ruleTwoOfThreeBeyondTwo, ruleFourOfFiveBeyondOne, ruleEightOnOneSide,
    ruleNineOnOneSide, ruleSixTrending, ruleFourteenAlternating, ruleFifteenWithinOne,
    ruleEightBeyondOne

  // Words of charts.
  case chartPoint, chartPointOf, chartBroken, chartMeasured, chartCentre, chartLimits,
    chartBeyondLimits, chartOtherRule, chartCount, chartBar, chartLowerSpecification,
    chartUpperSpecification, chartParetoBar, chartOtherCategories, chartDefectsHere, chartShade,
    chartTrend, chartPrediction, chartLimit, chartReached, chartFirstPeriod, chartSecondPeriod,
    chartInterval, chartTold

  // Sentences that records and alarms have in English, in the form in which they are written. What writes
  // them is elsewhere; a test holds them against its sources.
  case toldNearLimit, toldImageRefused, toldTemplateRefused, toldNoTemplate, toldListNoTemplate,
    toldSizesDiffer, toldNoPixels, toldNoPatternBright, toldNoPatternDark, toldTooLittleJudged,
    toldOtherPart, toldNotFound, toldGrayPicture, toldTooLittleOfPart, toldOtherPhoto,
    toldTextureSize, toldOtherSurface, toldUnreadable, toldNotAFile, toldChanging, toldEmptyFile,
    toldNotAnImage, toldColourModel, toldKindOfImage, toldTooManyPixels, toldTooManyScans,
    toldFileTooLarge, toldChunkTooLarge, toldDamaged, toldIncomplete, toldNoMemory, toldBlurred,
    toldBlack, toldOverexposed, toldNoContrast, toldFlat, toldDarker, toldBrighter,
    toldSlopeAcross, toldSlopeDown, toldSamePicture, toldTemplateBytes, toldSidecar,
    toldFailsInARow, toldLowYield, toldPoorPictures, toldSameBytes, toldClockForward,
    toldClockBack, toldDiskFull, toldSilence, toldNotListed, toldNoEvents, toldTriedAgain,
    toldOldRecipe, toldPaused, toldStopped, toldHeads, toldDashboard, toldNobodyReads,
    toldVerdictsUnread, toldMessagesUnread, toldLeftOut, toldSentAgain, toldWebhookUnreached,
    toldWebhookStatus, toldHookFailed, toldRecordsFile, toldNoSpace
}
