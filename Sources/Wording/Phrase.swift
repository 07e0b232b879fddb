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

  // Report of a run.
  case runTitle, runStarted, runDuration, runRate, runRateValue, runHours, runMinutes, runSeconds,
    runInterrupted, runChanged, runRecipeValue, runTotals, runYieldDetail, runNoImages,
    runMeaningReview, runParetoDetail, runNoDefects, runImages, runFind, runAllClasses,
    runSearchFor, runShown, runShowBoxes, runNoMatch, runAllImages, runSerial, runDetails,
    runNothingToLookAt, runPicture, runFound, runReference, runFoundPicture, runReferencePicture,
    runReduced, runBox, runNotMagnified, runNotListed, runNoPicture, runBudgetSpent, runUnreadable,
    runPercent

  // Explanations.
  case explainTitle, explainPageTitle, explainNoAnswer, explainNoAnswerMaps, explainNothing,
    explainNoneReaches, explainCandidateCount, explainCounting, explainDefect, explainReview,
    explainBelow, explainUnlikeTexture, explainDeviates, explainAdded, explainMissing, explainShift,
    explainPose, explainRuleCopper, explainRuleShort, explainRuleSpur, explainRulePinHole,
    explainRuleOpen, explainRuleMousebite, explainContact, explainContactValue, explainBodies,
    explainArcs, explainPieces, explainConfidence, explainConfidenceHeavy, explainConfidenceNeed,
    explainConfidenceValue, explainTermBase, explainTermOthers, explainOddsFor, explainOddsAgainst,
    explainMillion, explainDeviationTexture, explainDeviationPart, explainDeviationRegion,
    explainRedder, explainGreener, explainBluer, explainYellower, explainSteeper, explainFlatter,
    explainBrighter, explainDarker, explainWhatCompared, explainCandidates, explainDetections,
    explainFiles, explainChanged, explainDecision, explainDecidedBy, explainByRules, explainByTrees,
    explainByReference, explainByTexture, explainAlignment, explainTimes, explainModel,
    explainHashed, explainUnhashed, explainNotRead, explainWhole, explainWholeAlt, explainReduced,
    explainConfidenceOf, explainSentence, explainTemplateOver, explainReferenceOver,
    explainDifference, explainEnlarged, explainFigureAlt, explainRule, explainDistance,
    explainTrees, explainTreesNote, explainInAll, explainLegendAddedEvidence,
    explainLegendAddedRegion, explainLegendAdded, explainLegendMissingEvidence,
    explainLegendMissingRegion, explainLegendMissing, explainLegendBoth, explainLegendNeither,
    explainTextHead, explainTextBox, explainTextRule, explainTextTrees

  // Pictures of what was compared.
  case mapAnomaly, mapAnomalyNote, mapAligned, mapAlignedNote, mapReference, mapReferenceNote,
    mapTolerance, mapToleranceNote, mapDifference, mapDifferenceNote, mapShare, mapShareNote,
    mapMask, mapMaskNote

  // What measurements of a difference say.
  case measureMissing, measureArea, measureEvidence, measureEvidenceShare, measureDeeper,
    measureCore, measureWidth, measureHeight, measureFill, measureBorder, measureEnclosedBody,
    measureEnclosedPiece, measureDifferenceNearby, measureEdgesNearby, measureLeftAtBest,
    measureLeftShare, measureBestShift, measureNearBefore, measureNearAtBest, measureNearShare,
    measureNearShift, measureAroundBefore, measureAroundAtBest, measureAroundShift,
    measureLeftAsAround, measureLeftAsAroundShare, measureRing, measureContact, measureContactShare,
    measureArcs, measureBodies, measurePieces, measureConductor, measureConductors, measureGap,
    measureGaps

  // Studies.
  case studyThisPart, studyReference, studySet, studyShare, studyClauses, studyNone, repeatPart,
    studyParts, studyPictures, studyImages, studyDefects, studyGood, studyBad, studyVerdict,
    studyScore, studyReason

  // Tuning.
  case tuneTitle, tuneImages, tuneImagesUnknown, tuneRule, tunePointNow, tunePointNowBand,
    tunePoint, tuneYield, tuneFalseRejects, tuneEscapes, tuneToReview, tuneGap, tuneCurrent,
    tuneProposed, tuneIsCurrent, tuneIsProposed, tuneMarkCurrent, tuneMarkProposed, tuneThresholds,
    tuneThresholdsRule, tuneThresholdsOther, tuneThresholdsChart, tuneShareOfParts, tuneKeyYield,
    tuneKeyRejects, tuneKeyEscapes, tuneScores, tuneScoresNote, tuneScoresChart, tuneAxisParts,
    tuneKeyGood, tuneKeyBad, tuneKeyParts, tuneScoreBar, tuneBoxes, tuneBoxesNote, tuneTruthFound,
    tunePrecision, tuneFalsePerImage, tuneAveragePrecision, tuneRecallAxis, tunePrecisionAxis,
    tuneKeyAsItIs, tuneKeyProposed, tuneRecallChart, tuneRecallPoint, tuneSettings,
    tuneSettingAsItIs, tuneSettingsAsItIs, tuneSettingsBest, tuneSweepChart, tuneMarginsGood,
    tuneMarginsGoodProposed, tuneMarginsUnknown, tuneMarginsUnknownProposed, tuneMarginsNote,
    tuneMarginsNotListed, tuneMarginLeft, tuneMarginOver, tuneMarginMore, tuneMarginClean,
    tuneChanges, tuneChangesNone, tuneChangesSome, tuneChangesMore, tuneIs, tuneLooks,
    tuneLooksNote, tuneLook, tuneLookChanged, tuneLost, tuneLostNote, tuneAnswerNow, tuneAnswerNext,
    tuneAnswerPass, tuneAnswerRejects, tuneAnswerEscapes, tuneAnswerReview, tuneAnswerUninspectable,
    tuneAnswerNothing, tuneAnswerGap, tuneAnswerKeep, tuneAnswerProposed, tuneAnswerValue

  // Repeatability.
  case repeatTitle, repeatStudied, repeatStudiedValue, repeatPictures, repeatVerdicts,
    repeatVerdictsNote, repeatDiffering, repeatPicture, repeatColumnPictures, repeatColumnVerdicts,
    repeatColumnScores, repeatAreas, repeatAreasNote, repeatGaugeAreas, repeatGaugeScores,
    repeatGaugeNone, repeatGaugeNoteDefects, repeatGaugeNoteParts, repeatAgreement,
    repeatAgreementNote, repeatMeasure, repeatValue, repeatBetween, repeatRange, repeatNotDefined,
    repeatSameEveryTime, repeatRightEveryTime, repeatKappaTruth, repeatOf, repeatAll,
    repeatKappaPictures, repeatCount, repeatNumber, repeatVariation, repeatFound, repeatClass,
    repeatMeanArea, repeatDeviation, repeatBox, repeatAnswerSame, repeatAnswerNoDefects,
    repeatAnswerSteady, repeatAnswerUnsteady, repeatAnswerPartly, repeatAnswerLost, repeatEquipment,
    repeatAppraiser, repeatInteraction, repeatGauge, repeatPartVariation, repeatTotal, repeatSource,
    repeatOfTotal, repeatOfTolerance, repeatGaugeAlike, repeatGaugeGood, repeatGaugeMay,
    repeatGaugeBad, repeatGaugeVerdict, repeatGaugeFew, repeatGaugeUnlimited, repeatGaugePooled,
    repeatChartTitle, repeatChartAxis, repeatChartDefect, repeatChartPoint, repeatChartMost,
    repeatPhotographs, repeatCopies, repeatGaugeTooFew, repeatGaugeNoRepeats,
    repeatGaugeNotBalanced, repeatGaugeNotFinite

  // Teaching.
  case teachTitle, teachPageTitle, teachVersion, teachSettings, teachSetting, teachValue, teachWhy,
    teachParts, teachPartsNote, teachImage, teachOutcome, teachFound, teachPose, teachHighest,
    teachPlaces, teachPlacesNote, teachScoreOf, teachTextParts, teachTextSettings, teachWarning,
    teachGoodParts, teachGoodSurfaces, teachOfImages, teachInAll, teachImages, teachReference,
    teachNoise, teachGrayLevels, teachJudged, teachUnstable, teachFalseBoxes, teachFalseBoxesValue,
    teachNotChecked, teachFalseRate, teachAsSet, teachWarnNotFound, teachWarnOutvoted,
    teachWarnRejected, teachWarnFalseBoxes, teachWarnFew, teachWarnUnstable, teachNotFound,
    teachUsed, teachLeftOut, teachOutvoted, teachGroundSingle, teachReachedLess, teachReached,
    teachGroundKept, teachGroundFew, teachGroundLeast, teachGroundRate, teachGroundArea,
    teachGroundContrast, teachGroundPoint, teachGroundAlign, teachGroundAnomaly, teachGroundTexture,
    teachMapJudged, teachMapJudgedNote, teachMapTolerance, teachMapToleranceNote, teachBrightness,
    teachColor, teachEdges, teachTheImage, teachStandsOut, teachNearest, teachItsTexture,
    teachWarnStandsOut, teachWarnFewSurfaces

  // Dossiers.
  case dossierTitle, dossierPageTitle, dossierLot, dossierPart, dossierInspections, dossierSpan,
    dossierCounted, dossierCountsNow, dossierFound, dossierImageHash, dossierRecordHash,
    dossierOverrides, dossierFrom, dossierTo, dossierReason, dossierDeletions, dossierWhenUTC,
    dossierBy, dossierRecordsFile, dossierEnd, dossierLink, dossierItsHash, dossierKey, dossierHow,
    dossierHowChain, dossierHowRecords

  // Tuning at a terminal.
  case tuneTextParts, tuneTextPartsUnknown, tuneTextLost, tuneTextSettingsBest, tuneTextSettings,
    tuneTextAsItIs, tuneTextPoints, tuneTextPointsProposed, tuneTextMargin, tuneTextFails,
    tuneTextAnd, tuneTextNoChange, tuneTextChanges, tuneTextMore, tuneTextRule

  // Repeatability at a terminal.
  case repeatTextDiffers, repeatTextNotSame, repeatTextDefects, repeatTextVaries,
    repeatTextAgreement, repeatTextNone

  // What commands print.
  case sayCount, saySerial, sayTime, sayTimeValue, sayWorkers, sayRecords, sayReports, sayPage,
    sayNote, sayError, sayNotWritten, sayBrokenOff, sayNotInspected, sayStopping, sayProgress,
    sayProgressRate, sayProgressLeft, sayLeft, sayPerSecond, sayDone, sayTeaching, saySetting,
    sayImageOf, sayTruthLacks, sayTruthMore, sayNothingProposed, sayProposedAlready, sayNotSet,
    sayNoRecord, sayNewest, sayMissingRecord, sayHoldsNone, sayHolds

  // Records at a terminal.
  case sheetRecord, sheetSequence, sheetTime, sheetTimeUTC, sheetArrived, sheetVerdict, sheetFinal,
    sheetFinalValue, sheetReason, sheetSerial, sheetLot, sheetStation, sheetCamera, sheetOperator,
    sheetMadeFrom, sheetLotOf, sheetLotOnly, sheetImage, sheetImageSize, sheetBytes, sheetImageHash,
    sheetTemplate, sheetTemplateHash, sheetRecipe, sheetRecipeHash, sheetModelHash, sheetSoftware,
    sheetLink, sheetLinkAdopted, sheetParameters, sheetOverrides, sheetFrom, sheetTo,
    sheetNoDefects, sheetDefects, sheetClass, sheetConfidence, sheetArea, sheetBox, sheetHealth,
    sheetTimings, sheetTotal

  // Messages about files.
  case errorPair, errorBadSuffix, errorBadSerial, errorUnreachable, errorBadTemplate, errorNoImages,
    errorNoImagesTemplates, errorNotOneImage, errorList, errorListUnreadable, errorListTooLarge,
    errorListNotUTF8, errorListQuotes, errorListColumn, errorListTwice, errorListTemplates,
    errorListEmpty, errorListSurplus, errorListNoImage, errorListZero, errorListBreak

  // Messages about images.
  case imageUnreadable, imageNotAFile, imageChanged, imageEmpty, imageNotAnImage, imageColour,
    imageUnsupported, imageDamaged, imageTruncated, imageMemory

  // Messages about records files.
  case storeSubject, storeMissing, storeFolder, storeNotAFile, storeForeign, storeNewer, storeOlder,
    storeReadOnly, storeUnreadable, storeUnfinished, storeLocked, storeFull, storeDisk,
    storeDamaged, storeNotDurable, storeInvalid, storeNoRecord, storeSameVerdict, storeDatabase

  // Messages about what is written.
  case writeFolder, writeLock, writeCreate, writeWrite, writeReplace, writeInUse, writeFull,
    writeDenied, writeReadOnly, writeNoFolder, writeNotAFolder, writeIsAFolder, writeNotAPage

  // Messages about stations.
  case watchRecipe, watchFolder, watchOutput, watchInUse, watchSomebody, watchSameFolder

  // Messages about teaching.
  case lessonImage, lessonMask, lessonMaskSize, lessonEmptyMask, lessonExists, lessonNoReference,
    lessonContradiction, lessonNoAlarms, lessonTextureAlarms

  // Messages about recipes.
  case recipeOf, recipeUnreadable, recipeUnwritable, recipeTooLarge, recipeNotUTF8, recipeSyntax,
    recipeNotAMapping, recipeAlias, recipeTag, recipeDeep, recipeKeyNotText, recipeUnknownNear,
    recipeUnknown, recipeFlattened, recipeDuplicate, recipeMissingKey, recipeShape, recipeNoValue,
    recipeWrongValue, recipeNotWhole, recipeRange, recipeNoUnit, recipeWrongUnit, recipeSurplusUnit,
    recipePixelSize, recipeNewer, recipeOverride, recipeNotOverridable, recipeOutside,
    recipeModelChanged, recipeModelMissing, recipeModelNotListed, recipeNoEffect,
    recipeNoEffectNear, recipeRegions, recipeMany

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
    qualityDriftAway, qualityCompare, qualityCompareDifference, qualityCompareAll,
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

  // Help of commands.
  case helpTeachAbstract, helpTeachDiscussion, helpTeachGood, helpTeachOutput, helpTeachName,
    helpTeachRegion, helpTeachMask, helpTeachFalseAlarms, helpTeachMaximumAngle,
    helpTeachTexture, helpTeachUpdate, helpTeachReplace, helpLearnAbstract, helpLearnDiscussion,
    helpLearnRegression, helpLearnAllowMissing, helpInspectAbstract, helpInspectDiscussion,
    helpInspectOutput, helpInspectFormat, helpInspectQuiet, helpWatchAbstract,
    helpWatchDiscussion, helpWatchWebhook, helpWatchOnVerdict, helpWatchHookTimeout,
    helpWatchServe, helpWatchFolder, helpWatchFolders, helpWatchOutput, helpWatchAfter,
    helpWatchSettle, helpWatchPoll, helpWatchPatience, helpWatchIgnore, helpDoctorAbstract,
    helpDoctorDiscussion, helpDoctorTakt, helpDoctorSample, helpExplainAbstract,
    helpExplainDiscussion, helpExplainImage, helpExplainTemplate, helpExplainOutput,
    helpExplainAll, helpSightlineAbstract, helpLanguage

  // Help of options that commands share.
  case helpRecipe, helpRecordsFile, helpRecordsAppend, helpDryRun, helpJobs, helpTemplateSuffix,
    helpTemplate, helpSerialFrom, helpLotFrom, helpLabelLot, helpLabelStation, helpLabelCamera,
    helpLabelOperator, helpAlarmFails, helpAlarmYield, helpAlarmSilence, helpAlarmDisk

  // Wrong usage.
  case usageEmpty, usageEmptyFile, usageEmptyFolder, usageRange, usageAboveBelow, usageShare,
    usageNotTogether, usageRegion, usageTeachGood, usageTeachTexture, usageTeachUpdateReplace,
    usageTeachUpdate, usageReportFormat, usageWatchNothing, usageWatchRecipeAlone,
    usageWatchFolderAlone, usageWatchPair, usageAlarmNegative, usageExplainNoTemplate,
    usageExplainTemplate, usageLanguage, usageInstructionSetUnknown, usageInstructionSetMissing,
    usageLine, usageSeeHelp, usageOptionHelp

  // What commands print.
  case sayClauses, sayLearnedFrom, sayNothingLearned, sayNothingWritten, sayNotChecked,
    sayLearnMissing, sayLearnChecked, sayLearnRegression, sayLearnWrong, sayLearnStubborn

  // What doctor finds.
  case sayDoctorGood, sayDoctorProblem, sayDoctorFolder, sayDoctorOutput, sayDoctorEvents,
    sayDoctorDisk, sayDoctorDurability, sayDoctorSpeed, sayDoctorRecipe, sayDoctorNotRead,
    sayDoctorNotWritten, sayDoctorRead, sayDoctorReadWritten, sayDoctorNoOutput,
    sayDoctorSameDisk, sayDoctorOtherDisk, sayDoctorSpace, sayDoctorLittleSpace,
    sayDoctorNoEvents, sayDoctorEventsCome, sayDoctorUnknown, sayDoctorRecords,
    sayDoctorNewRecords, sayDoctorNoFlush, sayDoctorFlush, sayDoctorSlowFlush,
    sayDoctorNoSample, sayDoctorBadSample, sayDoctorTime, sayDoctorTooSlow, sayDoctorNoRoom,
    sayDoctorKeepsUp

  // Messages about files.
  case errorSuffixTwo, errorSuffixSame, errorSuffixFolder, errorNotAFile, errorIsAFolder,
    errorOwnTemplate, errorIsATemplate, errorNoBrowser, errorNoPDF

  // Messages about stations.
  case watchProcess, watchHardLinks, watchLockFile, watchNoEvents, watchNeedsTemplates,
    watchOwnReference

  // Messages about teaching.
  case lessonNoFalseAlarms, lessonNoTexture, lessonTextureSize, lessonOverridden,
    lessonNotInFolder, lessonGone, lessonLearnedBefore, lessonChanged, lessonUnreadable,
    lessonNotFound, lessonChannels, lessonSize, lessonRegions, lessonNothing,
    lessonFirstDiffers, lessonFeatureless, lessonRegionOutside, lessonRegionSmall,
    lessonFewPlaces, lessonAmbiguous

  // Messages about recipes.
  case recipeWarnPoint, recipeWarnArea, recipeWarnJudged, recipeWarnNoEffect

  // What help has besides what commands say.
  case helpPageOverview, helpPageUsage, helpPageSection, helpPageArguments, helpPageOptions,
    helpPageSubcommands, helpPageAnyOptions, helpPageAnySubcommand, helpPageSeeAlso,
    helpPageDefaultCommand, helpPageValues, helpPageDefault, helpPageDefaultAsFlag,
    helpPageFacts, helpPageOnlyFacts, helpPageTextAndFacts, helpPageShowHelp,
    helpPageShowVersion, helpPageShowSubcommand

  // What the parser of the command line says of wrong usage.
  case parserUnknownOption, parserUnknownOptionNear, parserMissingValue, parserMissingValueOr,
    parserSurplusValue, parserUnexpectedArgument, parserUnexpectedArguments, parserSetTwice,
    parserFlagInGroup, parserFlag, parserMissingArgument, parserMissingOneOf, parserInvalid,
    parserInvalidBecause, parserInvalidOneOf, parserInvalidOneOfMany, parserInvalidNameless,
    parserInvalidNamelessBecause, parserInvalidOption, parserMissingSubcommand, parserNotParent,
    parserShellUnknown, parserShellUnsupported, parserNoValue, parserNotImplemented,
    parserInvalidState

  // Help of commands.
  case helpSetLayout, helpSetRoot, helpSetList, helpSet, helpImages, helpImageList,
    helpEvaluateAbstract, helpEvaluateDiscussion, helpEvaluateOutput, helpEvaluateShift,
    helpEvaluateRotate, helpEvaluateClean, helpEvaluateSeed, helpTrainAbstract,
    helpTrainDiscussion, helpTrainOutput, helpTrainLeaveOut, helpTrainDetections, helpTrainSeed,
    helpTrainMovedCopies, helpTrainCleanCopies, helpTrainRounds, helpTrainLeaves, helpTrainRate,
    helpTrainRowShare, helpTrainFeatureShare, helpRecipeAbstract, helpRecipeCheckAbstract,
    helpRecipeCheckDiscussion, helpRecipeDescribeAbstract, helpProbeAbstract,
    helpProbeDiscussion, helpProbeFiles, helpMaximumPixels, helpMaximumFileBytes,
    helpMaximumScans, helpMaximumChunkBytes, helpExifOrientation, helpDrawOutput,
    helpSynthesizeAbstract, helpSynthesizeDiscussion, helpSynthesizeCount, helpSynthesizeSeed,
    helpSynthesizeSize, helpSynthesizeDefects, helpSynthesizeStretch, helpSynthesizeShift,
    helpSynthesizeNoise, helpSynthesizeLight, helpSynthesizeDrill, helpSynthesizeBlur,
    helpSynthesizeRoughness, helpSynthesizeFormat, helpSynthesizeForce, helpSurfacesAbstract,
    helpSurfacesDrawAbstract, helpSurfacesDrawDiscussion, helpSurfacesKind, helpSurfacesGood,
    helpSurfacesDefective, helpSurfacesSeed, helpSurfacesContrast, helpSurfacesTrialAbstract,
    helpSurfacesTrialDiscussion, helpSurfacesTaught, helpSurfacesCount, helpSurfacesTrialSeed,
    helpTuneAbstract, helpTuneDiscussion, helpTuneTruth, helpTuneAllGood, helpTuneParameter,
    helpTuneOutput, helpTuneWrite, helpTuneReason, helpRepeatAbstract, helpRepeatDiscussion,
    helpRepeatCopies, helpRepeatSeed, helpRepeatShift, helpRepeatRotate, helpRepeatBrightness,
    helpRepeatNoise, helpRepeatBlur, helpRepeatPartFrom, helpRepeatAppraiserFrom,
    helpRepeatTruth, helpRepeatDistance, helpRepeatAreaLimit, helpRepeatAreaTolerance,
    helpRepeatOutput, helpTraceAbstract, helpTraceDiscussion, helpTraceListAbstract,
    helpTraceListDiscussion, helpOnlySerial, helpOnlyLot, helpOnlyVerdict, helpOnlyClass,
    helpOnlyRecipe, helpOnlyRecipeVersion, helpFromTime, helpToTime, helpRecordLimit,
    helpHowPrinted, helpTraceShowAbstract, helpTraceShowDiscussion, helpSequence,
    helpHowOnePrinted, helpGenealogyAbstract, helpGenealogyDiscussion, helpRecordsFiles,
    helpSerialOfPart, helpLot, helpVerifyAbstract, helpVerifyDiscussion, helpVerifyHead,
    helpVerifyPublicKey, helpHeadAbstract, helpHeadDiscussion, helpSigningKey, helpHeadOutput,
    helpKeyAbstract, helpKeyCreateAbstract, helpKeyCreateDiscussion, helpKeyOutput,
    helpPruneAbstract, helpPruneDiscussion, helpPruneImages, helpPruneOlderThan,
    helpPruneOperator, helpPruneDryRun, helpExportAbstract, helpExportDiscussion,
    helpExportOutput, helpExportPDF, helpVerifyDossierAbstract, helpVerifyDossierDiscussion,
    helpVerifyDossierPath, helpVerifyDossierKey, helpAuditAbstract, helpAuditDiscussion,
    helpEntryLimit, helpBenchmarkAbstract, helpBenchmarkGenerate, helpBenchmarkGroup,
    helpBenchmarkEvery, helpBenchmarkQuality, helpBenchmarkPage, helpBenchmarkVerify,
    helpBenchmarkCold, helpExportHeads, helpHowOften, helpHeadKey, helpReportAbstract,
    helpReportDiscussion, helpShifts, helpReportOutput, helpReportPDF, helpRelabelAbstract,
    helpRelabelDiscussion, helpRelabelVerdict, helpRelabelOperator, helpRelabelReason,
    helpServeAbstract, helpServeDiscussion, helpServeListen, helpServeRecipe,
    helpDashboardAccounts, helpDashboardHost, helpDashboardProxy, helpAccountsAbstract,
    helpAccountsDiscussion, helpAccountsFile, helpAccountsAdd, helpAccountsName,
    helpAccountsRoles, helpAccountsList, helpAccountsChangeRole, helpAccount,
    helpAccountsPassword, helpAccountsDisable, helpAccountsEnable, helpAccountsToken,
    helpAccountsTokenDiscussion, helpAccountsLifetime

  // Wrong usage.
  case usageOutputEmpty, usageNoImages, usageImagesAndList, usageSuffixList, usageOwnReference,
    usageNoTemplates, usageShift, usageRotate, usageNoDetections, usageSeedClean,
    usageCleanCopies, usageCleanAlone, usageTrainEither, usageTrainDetections, usageTrainFolder,
    usageTrainName, usageDecodeLimit, usageUnitPixels, usageUnitBytes, usageUnitScans,
    usageCount, usageSurfaces, usageSurfaceKind, usageTrialCounts, usageTrialSeed, usageAllGood,
    usageWriteReason, usageReasonWrite, usageWriteTruth, usageTruthNone, usageCopiesOnly,
    usageCopiesParts, usageMatchDistance, usageAreaLimit, usageAreaTolerance, usagePattern,
    usageValue, usageRecordLimit, usageRecipeVersion, usageSinceUntil, usageMoment,
    usageSequence, usageSerialOrLot, usageLotOrSerial, usagePublicKey, usageHeadsAndKey,
    usageShifts, usageReportSpan, usageRelabelEmpty, usageHost, usagePasswordInput,
    usagePasswordsDiffer, usagePasswordShown, usageNoPassword

  // What commands print.
  case sayLeftOut, sayUninspectable, sayScored, sayBestF, sayPrecisionByClass, sayNoTruth,
    sayPairsUnread, sayNoTruthAtAll, sayWorstTen, sayTheseAre, sayFalseDefect, sayCopyFound,
    sayCopyFoundMore, sayCopyDrawn, sayTemplatesUnread, sayGroup, sayTruth, sayScoreAt,
    sayRecall, sayMissed, sayNoDefect, sayRegions, sayNoExample, sayWrote, saySurfaces,
    sayVersion, sayFile, sayModel, sayRegion, sayParameter, sayUnit, sayDefault, sayAllowed,
    sayAllowedOr, sayAllowedSwitch, sayAllowedChoice, sayUnitRatio, sayUnitGrayLevel,
    sayRecipeFileValue, sayChangedBySet, sayHead, sayKeyNotChecked, sayBroken, sayIntactUntil,
    sayIntact, sayNewestLink, sayNoHead, sayHeadsFit, sayChainCounts, sayAdopted,
    sayHeadWritten, sayPrivateKey, sayPublicKey, sayNoImageFolder, sayWouldDelete,
    sayWouldDeleteImages, sayDeletedImages, sayKeptImages, sayExported, sayChanged,
    sayRecordsUnchanged, sayGenuine, sayChecked, sayNoAudit, sayGenealogyMore, sayRelabelled,
    sayDisabled, sayPasswordChanged, sayAccountDisabled, sayAccountEnabled, sayPasswordFor,
    sayPasswordAgain

  // Repeatability.
  case repeatCopy

  // Messages about labelled sets.
  case errorSetUnreadable, errorSetNoFile, errorSetLine, errorSetPair, errorSetBox,
    errorSetEmpty, errorSetTwice, errorSetOneGroup, errorSetUnwritable, errorSetNoFolder

  // Messages about training.
  case errorTrainOption, errorTrainFraction, errorTrainAtLeast, errorTrainClasses,
    errorTrainColumns, errorTrainNoName, errorTrainSameName, errorTrainTrees, errorTrainNoRows,
    errorTrainLabels, errorTrainWeights, errorTrainLabel, errorTrainWeight, errorTrainInfinite

  // Messages about drawing.
  case errorDrawSize, errorDrawRange, errorDrawGrayLevels, errorDrawPercent, errorDrawContrast,
    errorDrawCount, errorDrawClass, errorDrawSurfaceClass, errorDrawNoBoard, errorDrawNoSurface,
    errorDrawFolder, errorDrawExists, errorDrawExistMore, errorDrawUnreadable,
    errorDrawUnwritable, errorDrawNotEncoded, errorEncodeEmpty, errorEncodeChannels,
    errorEncodeSize, errorEncodeMemory, errorEncodeFailed

  // Messages about studies.
  case errorTruth, errorTruthNotUTF8, errorTruthQuotes, errorTruthColumns, errorTruthNoRows,
    errorTruthRow, errorTruthTwoImages, errorTruthNoImage, errorTruthVerdict,
    errorTruthGoodDefect, errorTruthOpposite, errorTruthBox, errorSweepForm, errorSweepUnits,
    errorSweepRange, errorSweepValues, errorSweepPoint, errorSweepTwice, errorSweepSettings,
    errorReviseNoFile, errorReviseNoReason, errorReviseNothing, errorReviseMeanwhile,
    errorReviseNotEditable, errorReviseReadBack, errorReviseUnwritable, errorRepeatNothing,
    errorRepeatNoMatch, errorRepeatOpposite, errorCopyRefused, errorCopySize

  // Sentences that records and alarms have in English.
  case toldTooLargeToMove, toldCopyUnwritable, toldColumnsUnused

  // Genealogies at a terminal.
  case genealogyNoInspection, genealogyInspections, genealogyNoOrigin, genealogyBecame,
    genealogyNoUse, genealogyRecord, genealogySteps, genealogyThrough

  // What is audited.
  case auditLogin, auditFailedLogin, auditLogout, auditOverride, auditExport, auditRecipeChange

  // Messages about the chain of records.
  case chainNoNumber, chainOverride, chainPruning, chainChanged, chainExchanged, chainMissing,
    chainAdded, chainLinkMissing, chainLinkBroken, chainLinkChanged, chainStray,
    chainUnusedSettings, chainHidden, chainSummary, chainSchema, chainMigrations,
    chainStructure, chainHeadDiffers, chainTruncatedEmpty, chainTruncated, chainOtherFile

  // Messages about records files.
  case storeNoDatabase, storeOtherProgram

  // Messages about heads and keys.
  case headSubject, headNotOne, headFormat, headNoHash, headNoTime, headNoKey, headNoSignature,
    headNotJSON, headSignature, headOtherKey, keySubject, keyExists, keyReadable, keyNotPrivate,
    keyNotPublic

  // Messages about dossiers.
  case dossierOfLot, dossierOfPart, dossierNothing, dossierTooMany, dossierBroken,
    dossierNotOne, dossierNoSignature, flawNoHead, flawHead, flawOtherTime, flawSettingsChanged,
    flawNoLink, flawChanged, flawLinkTwice, flawSettingsMissing, flawNoSubject, flawOtherLot,
    flawOtherPart, flawNoInspection, flawUnrelated, flawOtherChain, flawYounger, flawUnproved,
    flawSignature, flawOtherKey, flawFileAdded, flawFileMissing, flawFileNotSigned,
    flawFileChanged

  // Messages about deleting images.
  case pruneChanged, pruneUndeletable, folderUnlisted, folderUnspeakable, fileUnspeakable

  // Messages about accounts and the dashboard.
  case accountSubject, accountMissing, accountNoPath, accountNoFile, accountOpen,
    accountForeign, accountNewer, accountTaken, accountUnknown, accountName, accountPassword,
    accountDatabase, errorIsEmpty, accountTooLong, accountCharacters, accountTooShort,
    accountLineEnd, accountIsName, accountTooUniform, dashboardOpen, dashboardNobody,
    dashboardNoAudit, dashboardNotListening

  // Measurements of records for developers.
  case benchmarkRecords, benchmarkAppended, benchmarkVerified, benchmarkIntact,
    benchmarkSearches, benchmarkFound, benchmarkNewest, benchmarkNoSerial, benchmarkLot,
    benchmarkLotFails, benchmarkHour, benchmarkFirstDay, benchmarkNoTime, benchmarkRareClass,
    benchmarkNoClass, benchmarkClassHour, benchmarkClassLot, benchmarkVersion, benchmarkRecipe,
    benchmarkVersionHour, benchmarkVersionFail, benchmarkVersionClass, benchmarkFail,
    benchmarkFailReview, benchmarkFailHour

  // Measurements of charts for developers.
  case benchmarkQuality, benchmarkPHour, benchmarkPDay, benchmarkPLot, benchmarkUShift,
    benchmarkPareto, benchmarkMap, benchmarkFirstPass, benchmarkMeans, benchmarkRanges,
    benchmarkSingles, benchmarkHistogram, benchmarkDrift, benchmarkHalves

  // What commands print.
  case sayNoChineseFont

  // Words of the system within messages.
  case systemNoFile, systemDenied, systemNotPermitted, systemFull, systemQuota, systemReadOnly,
    systemInputOutput, systemNotAFolder, systemIsAFolder, systemExists, systemNotEmpty,
    systemTooManyFiles, systemNameTooLong, systemLinks, systemAddressInUse, systemNoAddress

  // What commands print.
  case sayNotAudited

  // Messages about records files.
  case storeNoAudit
}
